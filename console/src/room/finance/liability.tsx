import { Select } from 'antd'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLiability, type Estimate, type Movement } from '../../client/finance'
import type { Schemas } from '../../client/types'
import { Chart } from '../../kit/chart/chart'
import { Empty } from '../../kit/empty'
import { Loading } from '../../kit/later'
import { usePreference } from '../../kit/preference'
import { ProblemView } from '../../kit/problem'
import { StatCard } from '../../kit/stat-card'
import type { Column } from '../../kit/table/column'
import { DataTable } from '../../kit/table/data-table'
import { palettes } from '../../kit/theme/colour'
import { useUrl } from '../../kit/url'
import { useFormat, type Format } from '../../kit/use-format'
import { Page } from '../../shell/page'
import { BrandPick, ByBrand, useBrand } from './brand'
import { Behind, CurrencyPick, useMonth, useNarrow, usePicked } from './pick'
import { PeriodChip } from './chip'
import { waterfall, type Bar } from './waterfall'

type Month = Schemas['LiabilityMonth']
type BrandLiability = Schemas['BrandLiability']

const moves = [
  ['allocated', 1], ['provided', 1], ['reversed', -1], ['redeemed', -1], ['breakage', -1],
  ['catch_up', -1],
] as const

/** L: what is owed for points, why it moved, and the estimate behind it. */
export default function LiabilityPage() {
  const { t } = useTranslation()
  const month = useMonth()
  const { get, put } = useUrl()
  const { currency } = usePicked()
  const format = useFormat()
  const { brand } = useBrand()
  const { data, error, refetch } = useLiability(currency?.key, brand)
  const items = data?.items ?? []
  const shown = items.find((one) => one.month === get('month')) ?? items.at(-1)
  return (
    <Page
      name={t('frame.page.liability')} title={t('frame.page.liability')}
      chips={shown ? <PeriodChip status={shown.status} /> : undefined}
      note={t('finance.liability.standard')}
      acts={<>
        <CurrencyPick spendable />
        <BrandPick brands={items.at(-1)?.brands} />
        {shown ? (
          <Select
            value={shown.month} aria-label={t('finance.period.month')} style={{ width: 140 }}
            onChange={(value: string) => put({ month: value })}
            options={[...items].reverse().map((one) => ({ value: one.month, label: month(one.month) }))}
          />
        ) : null}
      </>}
    >
      <Behind batches={data?.behind} />
      {error && !data ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading height={400} rows={8} /> : null}
      {data && !shown ? (
        <Empty
          why={t('finance.liability.none')}
          link={<Link to="/programme/currencies">{t('frame.page.currencies')}</Link>}
        />
      ) : null}
      {shown ? (
        <>
          <Figures movement={shown.movement} estimate={shown.estimate} />
          <Fall title={month(shown.month)} movement={shown.movement} />
          <ByBrand
            name="liability-brands" rows={shown.brands}
            columns={figures<BrandLiability>(t, format, (row) => row.movement)}
          />
          <History items={items} />
        </>
      ) : null}
    </Page>
  )
}

function Figures({ movement, estimate }: { movement: Movement; estimate: Estimate }) {
  const { t } = useTranslation()
  const format = useFormat()
  const revenue = (movement.redeemed ?? 0) + (movement.breakage ?? 0) + (movement.catch_up ?? 0)
  const bp = (value: number) => format.percent(value / 10_000)
  return (
    <>
      <div className="stats">
        <StatCard
          title={t('finance.liability.closing')} value={format.moneyCompact(movement.closing ?? 0)}
          now={movement.closing ?? 0} previous={movement.opening ?? 0} more={null}
          against={t('finance.liability.against')}
          say={(by) => `${by > 0 ? '+' : ''}${format.money(by)}`}
        />
        <StatCard title={t('finance.liability.revenue')} value={format.moneyCompact(revenue)}
          note={t('finance.liability.ofWhich', { n: format.money(movement.breakage ?? 0) })} />
        <StatCard title={t('finance.liability.rate')} value={bp(estimate.rate_bp)}
          note={t(`finance.liability.method_${estimate.method}`)} />
        <StatCard title={t('finance.liability.expected')} value={format.compact(estimate.expected ?? 0)}
          note={estimate.low !== null && estimate.low !== undefined
            ? t('finance.liability.interval', {
              low: format.compact(estimate.low), high: format.compact(estimate.high ?? 0),
            }) : undefined} />
        <StatCard title={t('finance.liability.worth')}
          value={format.money(estimate.worth_cents)}
          note={t('finance.liability.perPoints', { count: estimate.worth_points })} />
      </div>
      {estimate.note ? (
        <p className="note finance-why">
          {t('finance.liability.why', { release: estimate.release, note: estimate.note })}
        </p>
      ) : null}
    </>
  )
}

function Fall({ title, movement }: { title: string; movement: Movement }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const lying = useNarrow()
  const bars = useMemo<Bar[]>(() => [
    { name: t('finance.liability.opening'), by: movement.opening ?? 0, level: true },
    ...moves.map(([key, sign]) => ({ name: t(`finance.liability.${key}`), by: sign * (movement[key] ?? 0) || 0 })),
    { name: t('finance.liability.closing'), by: movement.closing ?? 0, level: true },
  ], [movement, t])
  // The bars between must lead from the first to the last.
  const off = bars.slice(0, -1).reduce((sum, bar) => sum + bar.by, 0) - (movement.closing ?? 0)
  const option = useMemo(
    () => waterfall(bars, {
      shade, palette: palettes[shade], say: format.money, short: format.moneyCompact, lying,
    }),
    [bars, shade, format, lying])
  return (
    <section className="card">
      <Chart
        file="liability" height={320} option={option} title={t('finance.liability.chart', { month: title })}
        note={t('finance.roll.difference', { n: format.money(off) })}
        label={t('finance.liability.label', {
          opening: format.money(movement.opening ?? 0), closing: format.money(movement.closing ?? 0),
        })}
        table={{
          columns: [t('finance.what'), t('finance.amount')],
          rows: bars.map((bar) => [bar.name, format.money(bar.by)]),
        }}
      />
    </section>
  )
}

/** Opening, each movement and closing, as columns. */
function figures<Row>(t: TFunction, format: Format, of: (row: Row) => Movement): Column<Row>[] {
  return ([['opening', 1], ...moves, ['closing', 1]] as const).map(([key, sign]) => ({
    key, title: t(`finance.liability.${key}`), right: true,
    render: (row) => <span className="figure">{format.money(sign * (of(row)[key] ?? 0) || 0)}</span>,
  }))
}

function History({ items }: { items: Month[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const month = useMonth()
  const { put } = useUrl()
  const columns: Column<Month>[] = [
    {
      key: 'month', title: t('finance.period.month'), width: 120,
      render: (row) => (
        <Link to={`?month=${row.month}`} onClick={(event) => { event.preventDefault(); put({ month: row.month }) }}>
          {month(row.month)}
        </Link>
      ),
    },
    { key: 'status', title: t('finance.period.status'), render: (row) => <PeriodChip status={row.status} /> },
    ...figures<Month>(t, format, (row) => row.movement),
    {
      key: 'rate', extra: true, title: t('finance.liability.rate'), right: true,
      render: (row) => <span className="figure">{format.percent(row.estimate.rate_bp / 10_000)}</span>,
    },
  ]
  return (
    <div className="finance-gap">
      <DataTable
        name="liability" label={t('frame.page.liability')} columns={columns} rows={[...items].reverse()}
        rowKey={(row) => row.month} keys={false} empty={<Empty why={t('finance.none')} />}
      />
    </div>
  )
}
