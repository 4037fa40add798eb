import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCurrencies } from '../../../client/currency'
import type { MemberRow } from '../../../client/types'
import { Icon } from '../../../kit/icon'
import { BulkBar } from '../../../kit/table/bulk-bar'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { AdjustManyDrawer } from './adjust-many'
import { Export } from './export'
import { IssueManyDrawer } from './issue-many'

/** More than the API takes in one request. */
const MOST = 1000

/** What can be done with the chosen members: how many they are and what they hold, then the acts. */
export function MemberBulk({ rows, onClear }: { rows: MemberRow[]; onClear: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { what, open, close } = useOpen()
  const [main] = useCurrencies()
  if (rows.length === 0) return null
  const held = rows.reduce((sum, row) => sum + row.points, 0)
  const tooMany = rows.length > MOST
  return (
    <>
      <BulkBar
        onClear={onClear}
        said={[
          <b key="count">{t('member.bulk.chosen', { count: rows.length })}</b>,
          main ? t('member.bulk.held', { amount: format.count(held), unit: main.unit }) : null,
          tooMany ? t('member.bulk.tooMany', { most: format.count(MOST) }) : null,
        ]}
      >
        {tooMany ? null : (
          <Export filter={{}} members={rows.map((row) => row.id)} total={rows.length} small />
        )}
        {!tooMany && main && may('points:adjust') && may('jobs:read') ? (
          <Button size="small" type="primary" icon={<Icon.currency />} onClick={() => open('adjust-many')}>
            {t('member.bulk.adjust', { count: rows.length })}
          </Button>
        ) : null}
        {!tooMany && may('coupons:issue') && may('jobs:read') ? (
          <Button size="small" icon={<Icon.coupon />} onClick={() => open('issue-many')}>
            {t('member.bulk.issue', { count: rows.length })}
          </Button>
        ) : null}
      </BulkBar>
      {what === 'issue-many' ? (
        <IssueManyDrawer
          to={{ members: rows.map((row) => row.id) }} onClose={close} onDone={onClear}
        />
      ) : null}
      {what === 'adjust-many' && main ? <AdjustManyDrawer rows={rows} onClose={close} onDone={onClear} />
        : null}
    </>
  )
}
