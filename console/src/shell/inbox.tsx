import { Badge, Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useInbox } from '../client/inbox'
import { Icon } from '../kit/icon'

/** One count of what waits for a person. */
export function InboxCount() {
  const { t } = useTranslation()
  const go = useNavigate()
  const { data } = useInbox('open')
  if (!data) return null
  const waiting = data.total ?? data.items.length
  const name = t('frame.inbox', { count: waiting })
  return (
    <Tooltip title={name}>
      <Badge count={waiting} size="small" offset={[-6, 6]} overflowCount={999}>
        <Button
          type="text" icon={<Icon.inbox />} aria-label={name}
          onClick={() => go('/platform/failed')}
        />
      </Badge>
    </Tooltip>
  )
}
