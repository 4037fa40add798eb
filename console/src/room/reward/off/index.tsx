import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useOrdersOff, type OffSums, type OrderOff } from '../../../client/off'
import { csv, save } from '../../../kit/chart/save'
import { Empty } from '../../../kit/empty'
import { Icon } from '../../../kit/icon'
import { Code, Time } from '../../../kit/show'
import { StatCard } from '../../../kit/stat-card'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { Page } from '../../../shell/page'

const spans = ['30', '90', '365'] as const
const leasts = [0, 100, 1_000, 10_000]

/** O: what tills charged otherwise than the engine reckons: old prices, offers they do not know. */
export default function OffPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useNavigate()
  const { get, put } = useUrl()
  const days = spans.find((one) => one === get('days')) ?? '30'
  const store = get('store')
  const least = leasts.find((one) => String(one) === get('least')) ?? 0
  const lines = get('lines') === 'true'
  const { data, error, refetch, isPlaceholderData } = useOrdersOff({
    days: Number(days), store, least_cents: least, lines,
  })
  const rows = data?.items
  const money = (cents: number) => <span className="figure">{format.money(cents)}</span>
  const columns: Column<OrderOff>[] = [
    { key: 'order', title: t('words.order'), width: 160, render: (row) => <Code value={row.order_id} most={20} /> },
    { key: 'store', title: t('words.store'), render: (row) => row.store ?? '' },
    { key: 'channel', title: t('reward.till.channel'), render: (row) => row.channel ?? '', extra: true },
    { key: 'list', title: t('reward.till.list'), right: true, render: (row) => money(row.list_cents) },
    { key: 'expected', title: t('reward.till.expected'), right: true, render: (row) => money(row.expected_cents) },
    { key: 'paid', title: t('reward.till.paid'), right: true, render: (row) => money(row.paid_cents) },
    {
      key: 'difference', title: t('reward.till.difference'), right: true,
      render: (row) => (
        <span className={`figure ${row.difference_cents < 0 ? 'bad' : ''}`}>
          {row.difference_cents > 0 ? '+' : ''}{format.money(row.difference_cents)}
        </span>
      ),
    },
    { key: 'lines', title: t('reward.till.lines'), right: true, render: (row) => format.count(row.lines_off) },
    { key: 'at', title: t('reward.till.at'), right: true, render: (row) => <Time at={row.at} /> },
  ]
  const explain = (row: OrderOff) =>
    void go(`/member/members/${row.member}?tab=orders&open=explain~${row.member}~${row.seq}`)
  const keep = () => save('orders-off.csv', csv({
    columns: [
      'order_id', 'member', 'store', 'channel', 'at', 'list_cents', 'expected_cents', 'paid_cents',
      'difference_cents', 'lines_off',
    ],
    rows: (rows ?? []).map((row) => [
      row.order_id, row.member, row.store ?? '', row.channel ?? '', row.at, row.list_cents,
      row.expected_cents, row.paid_cents, row.difference_cents, row.lines_off,
    ]),
  }), 'text/csv')
  const told = (shown: number, all: number) =>
    t(shown < all ? 'reward.till.most' : 'reward.till.number', { count: shown, all })
  return (
    <Page
      name={t('frame.page.off')} title={t('frame.page.off')}
      note={rows ? told(rows.length, data?.total ?? 0) : undefined}
      acts={<Button icon={<Icon.download />} disabled={!rows?.length} onClick={keep}>{t('reward.till.csv')}</Button>}
    >
      {data?.items.length ? <Sums sums={data.sums} /> : null}
      <DataTable
        name="orders-off" label={t('frame.page.off')} columns={columns} rows={rows} error={error}
        busy={isPlaceholderData} rowKey={(row) => `${row.member} ${row.seq}`} retry={() => void refetch()}
        onOpen={explain} onExplain={explain}
        tools={(
          <div className="off-tools">
            <Segmented
              value={days} onChange={(value) => put({ days: value })} aria-label={t('reward.till.span')}
              options={spans.map((value) => ({ value, label: t('reward.till.days', { count: Number(value) }) }))}
            />
            <Input.Search
              allowClear defaultValue={store ?? ''} placeholder={t('words.store')} className="off-store"
              aria-label={t('words.store')} onSearch={(text) => put({ store: text.trim() || null })}
            />
            <Select
              value={least} onChange={(value) => put({ least: value ? String(value) : null })}
              aria-label={t('reward.till.least')} className="off-least"
              options={leasts.map((value) => ({
                value, label: value ? t('reward.till.from', { money: format.money(value) }) : t('reward.till.any'),
              }))}
            />
            <Checkbox checked={lines} onChange={(event) => put({ lines: event.target.checked ? 'true' : null })}>
              {t('reward.till.alsoLines')}
            </Checkbox>
          </div>
        )}
        empty={<Empty why={t(store || least || days !== '30' ? 'reward.till.noMatch' : 'reward.till.none')} />}
      />
    </Page>
  )
}

/** Too little and too much apart: together they would hide one another. */
function Sums({ sums }: { sums: OffSums }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="stats stats-three">
      <StatCard
        title={t('reward.till.tooLittle')} value={format.money(sums.less_cents)}
        note={t('reward.till.orders', { count: sums.less_orders })}
      />
      <StatCard
        title={t('reward.till.tooMuch')} value={format.money(sums.more_cents)}
        note={t('reward.till.orders', { count: sums.more_orders })}
      />
      <StatCard
        title={t('reward.till.stores')} note={t('reward.till.storesNote')}
        value={format.count(sums.stores)}
      />
    </div>
  )
}
