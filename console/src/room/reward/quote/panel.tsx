import { Select, Switch } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Document } from '../../../client/definition.types'
import { useEvent, useEvents } from '../../../client/event'
import { useQuote, type Asked, type ValuePay } from '../../../client/quote'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { useSettled } from '../../../kit/settled'
import { Answer } from './answer'
import { cartOf, goodOrder, sent, type Sample } from './cart'
import { CartEdit } from './edit'
import { PayWith } from './pay'

const ORDERS = 50

/** A sample cart from a real order, priced as it is edited; with a draft as if it were published. */
export default function QuotePanel({ document, blocked }: { document?: Document; blocked?: boolean }) {
  const { t } = useTranslation()
  const may = useMay()
  const [picked, setPicked] = useState<string | null>(null)
  const [edited, setEdited] = useState<Sample | null>(null)
  const [forMember, setForMember] = useState(true)
  const [pay, setPay] = useState<ValuePay | null>(null)
  const orders = useEvents({ type: 'order.paid', limit: ORDERS })
  const rows = orders.data?.items ?? []
  const order = rows.find((row) => row.id === picked) ?? goodOrder(rows)
  const event = useEvent(order?.source ?? null, order?.id ?? null)
  const loaded = useMemo(() => cartOf(event.data?.data), [event.data])
  const sample = edited ?? loaded
  const asks = useMemo<Asked | null>(() => {
    const lines = sample.lines.filter((line) => line.sku)
    if (lines.length === 0 || blocked) return null
    const known = forMember && order && may('members:read')
    return {
      cart: {
        lines: lines.map(sent), shipping_cents: sample.shipping,
        ...(sample.store ? { store: sample.store } : {}),
        ...(sample.channel ? { channel: sample.channel } : {}),
      },
      every: true,
      ...(known ? { member: `member:${order.member}` } : {}),
      ...(known && pay ? { stored_value: pay } : {}),
      ...(document ? { draft: document } : {}),
      ...(document?.kind === 'coupon' ? { try_coupons: [{ template: document.key }] } : {}),
    }
    // `may` is made anew at each drawing and says the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [sample, order, forMember, pay, document, blocked])
  const settled = useSettled(asks)
  const quote = useQuote(settled)
  const busy = quote.isFetching || settled !== asks || !!blocked
  if (orders.isPending || (order && event.isPending)) return <Loading rows={8} />
  return (
    <div className="quote">
      <p className="note">{t(document ? 'reward.quote.draftNote' : 'reward.quote.note')}</p>
      {orders.error ? <ProblemView error={orders.error} retry={() => void orders.refetch()} /> : null}
      <OrderPick
        rows={rows} value={order?.id} onPick={(id) => { setPicked(id); setEdited(null) }}
        forMember={forMember} onForMember={setForMember}
      />
      <CartEdit
        sample={sample} quoted={quote.data} onChange={setEdited} stale={busy}
        changed={edited !== null} onBack={() => setEdited(null)}
      />
      {asks?.member ? <PayWith values={quote.data?.stored_values ?? []} pay={pay} onPay={setPay} /> : null}
      {blocked ? <p className="note">{t('reward.quote.blocked')}</p> : null}
      {quote.error ? <ProblemView error={quote.error} retry={() => void quote.refetch()} /> : null}
      {quote.data ? (
        <div className={busy || quote.error ? 'table-stale' : undefined} aria-busy={busy}>
          <Answer quoted={quote.data} own={document?.key} />
        </div>
      ) : null}
    </div>
  )
}

function OrderPick({ rows, value, onPick, forMember, onForMember }: {
  rows: { id: string; time: string; summary: Record<string, unknown> }[]
  value: string | undefined
  onPick: (id: string) => void
  forMember: boolean
  onForMember: (on: boolean) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  if (rows.length === 0) return <p className="note">{t('reward.quote.noOrders')}</p>
  return (
    <div className="inline quote-pick">
      <Select
        value={value} onChange={onPick} aria-label={t('reward.quote.order')} popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }} className="quote-order"
        options={rows.map((row) => ({
          value: row.id,
          label: t('reward.quote.orderLine', {
            order: row.summary.order_id, total: format.money(Number(row.summary.total_cents ?? 0)),
            count: Number(row.summary.lines ?? 0), time: format.time(row.time),
          }),
        }))}
      />
      <label className="inline">
        <Switch size="small" checked={forMember} onChange={onForMember} aria-label={t('reward.quote.forMember')} />
        {t('reward.quote.forMember')}
      </label>
    </div>
  )
}
