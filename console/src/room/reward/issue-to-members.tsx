import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMemberTotal } from '../../client/member'
import { Icon } from '../../kit/icon'
import { useOpen } from '../../kit/url'
import { useMay } from '../../shell/may'
import { IssueManyDrawer } from '../member/list/issue-many'

/** On the page of a live template or pack: the drawer that gives it to many, with this one chosen. */
export function IssueToMembers({ kind, id }: { kind: 'coupon' | 'pack'; id: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const { what, open, close } = useOpen()
  const total = useMemberTotal().data ?? 0
  if (!may('coupons:issue') || !may('jobs:read') || !may('members:read')) return null
  return (
    <>
      <Button icon={<Icon.member />} onClick={() => open('issue')}>{t('reward.issueToMembers')}</Button>
      {what === 'issue' ? (
        <IssueManyDrawer to={{ filter: {}, people: total }} first={{ kind, key: id }} onClose={close} />
      ) : null}
    </>
  )
}
