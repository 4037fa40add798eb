import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRedemptions, type Redemption } from '../../../../client/gift'
import { pageOf } from '../../../../client/place'
import { Chip } from '../../../../kit/chip'
import { Empty } from '../../../../kit/empty'
import { Icon } from '../../../../kit/icon'
import { Code, Time } from '../../../../kit/show'
import type { Column } from '../../../../kit/table/column'
import { DataTable } from '../../../../kit/table/data-table'
import { useOpen } from '../../../../kit/url'
import { useFormat } from '../../../../kit/use-format'
import { useMay } from '../../../../shell/may'
import { stepTones, usePrice } from '../../../reward/fulfilment/said'

/** What a member has redeemed, donated or was given, and where each of it stands. */
export function Gifts({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { open } = useOpen()
  const { data, error, refetch } = useRedemptions(member)
  useEffect(() => onRows((data ?? []).map((one) => String(one.seq))), [data, onRows])
  const price = usePrice()
  const columns: Column<Redemption>[] = [
    {
      key: 'gift', title: t('words.gift'),
      render: (row) => (
        <>
          <Link to={pageOf('gift', row.gift) ?? ''}>{row.title}</Link>
          {row.pieces ? ` × ${format.count(row.pieces)}` : null}
        </>
      ),
    },
    {
      key: 'step', title: t('programme.status'),
      render: (row) => (
        <Chip tone={stepTones[row.step] ?? 'quiet'}>
          {t(row.pieces ? `member.gift.step.${row.step}` : `reward.desk.step.${row.step}`)}
        </Chip>
      ),
    },
    { key: 'price', title: t('reward.gift.price'), right: true, render: price },
    { key: 'at', title: t('member.time'), render: (row) => <Time at={row.at} /> },
    { key: 'number', title: t('reward.desk.number'), render: (row) => <Code value={row.redemption_id} most={20} /> },
  ]
  const give = may('coupons:issue') ? (
    <div className="chips coupon-shelves">
      <Button size="small" icon={<Icon.gift />} onClick={() => open('gift')} className="coupon-issue">
        {t('member.gift.give')}
      </Button>
    </div>
  ) : null
  const table = (
    <DataTable
      name="member-gifts" label={t('member.tab.gifts')} columns={columns} rows={data} plain
      error={error} retry={() => void refetch()} rowKey={(row) => row.redemption_id}
      onOpen={(row) => open('explain', member, String(row.seq))}
      onExplain={(row) => open('explain', member, String(row.seq))}
      acts={may('gifts:fulfil') ? (row) => (row.step !== 'claimed' ? null : (
        <>
          {row.pieces ? null : (
            <Button size="small" type="text" onClick={() => open('fulfil', row.redemption_id)}>
              {t('reward.desk.fulfil')}
            </Button>
          )}
          <Button size="small" type="text" onClick={() => open('reverse', row.redemption_id)}>
            {t('reward.desk.reverse')}
          </Button>
        </>
      )) : undefined}
      empty={<Empty drawing={false} why={t('member.gift.none')} />}
    />
  )
  return <>{give}{table}</>
}
