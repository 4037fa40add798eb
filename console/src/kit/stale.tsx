import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'
import { useFormat } from './use-format'

/** Old figures stay, with their age and a way to ask again. */
export function Stale({ at, retry }: { at: number; retry: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="stale" role="status">
      <Icon.problem />
      <span>{t('kit.table.old', { time: format.clock(new Date(at)) })}</span>
      <Button size="small" icon={<Icon.refresh />} onClick={retry}>{t('kit.retry')}</Button>
    </div>
  )
}
