import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrencyUnit } from '../../../client/currency'
import { useOrders } from '../../../client/member'
import type { OrderRow } from '../../../client/types'
import { Empty } from '../../../kit/empty'
import { rememberHead } from '../../../kit/explain/head'
import { Code, Delta } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'

/** A member's orders with what each earned. */
export function Orders({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const { open } = useOpen()
  const { data, error, refetch } = useOrders(member)
  useEffect(() => {
    onRows((data ?? []).map((row) => String(row.seq)).filter((seq) => seq !== 'undefined'))
  }, [data, onRows])
  const explain = (row: OrderRow) => {
    if (row.seq === undefined || row.seq === null) return
    rememberHead(member, row.seq, {
      amount: row.points, currency: 'points', time: row.time, order: row.order_id,
      total_cents: row.total_cents,
    })
    open('explain', member, row.seq)
  }
  const columns: Column<OrderRow>[] = [
    { key: 'order', title: t('words.order'), render: (row) => <Code value={row.order_id} most={20} /> },
    { key: 'time', title: t('member.time'), render: (row) => format.time(row.time) },
    { key: 'store', title: t('words.store'), render: (row) => row.store ?? '' },
    {
      key: 'lines', title: t('member.lines'), right: true,
      render: (row) => (row.lines === undefined || row.lines === null ? '' : format.count(row.lines)),
    },
    {
      key: 'total', title: t('words.total'), right: true,
      render: (row) => <span className="figure">{format.money(row.total_cents)}</span>,
    },
    {
      key: 'refunded', title: t('member.refunded'), right: true,
      render: (row) => (row.refunded_cents ? format.money(row.refunded_cents) : ''),
    },
    {
      key: 'points', title: t('member.earned'), unit: unit('points'), right: true,
      render: (row) => (row.points === undefined || row.points === null ? ''
        : <Delta amount={row.points} />),
    },
  ]
  return (
    <DataTable
      name="orders" label={t('member.tab.orders')} columns={columns} rows={data} plain error={error}
      rowKey={(row) => row.order_id} retry={() => void refetch()} onOpen={explain} onExplain={explain}
      empty={<Empty drawing={false} why={t('member.noOrders')} />}
    />
  )
}
