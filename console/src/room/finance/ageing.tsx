import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isMoney } from '../../client/currency'
import { useAgeing } from '../../client/finance'
import type { Schemas } from '../../client/types'
import { Chart } from '../../kit/chart/chart'
import { Empty } from '../../kit/empty'
import { Loading } from '../../kit/later'
import { usePreference } from '../../kit/preference'
import { ProblemView } from '../../kit/problem'
import { StatCard } from '../../kit/stat-card'
import type { Column } from '../../kit/table/column'
import { palettes, series } from '../../kit/theme/colour'
import { useFormat } from '../../kit/use-format'
import { Page } from '../../shell/page'
import { BrandPick, ByBrand, useBrand } from './brand'
import { Behind, CurrencyPick, useMonth, usePicked } from './pick'
import { Cohorts } from './cohorts'

type Held = Schemas['AgeingShown']
type BrandAmount = Schemas['BrandAmount']

/** How amounts of a currency are said: in full, for axes, and in a table that is saved as CSV. */
function useAmount(currency: string) {
  const format = useFormat()
  return isMoney(currency)
    ? { say: format.money, short: format.moneyCompact, cell: format.decimal }
    : { say: format.count, short: format.compact, cell: (n: number) => n }
}

/** L: how old is what members hold, when it expires, and how much of a month is used in the end. */
export default function AgeingPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency } = usePicked(true)
  const { brand } = useBrand()
  const { data, error, refetch } = useAgeing(currency?.key, brand)
  const { say } = useAmount(currency?.key ?? '')
  const amount = (key: 'usable' | 'pending'): Column<BrandAmount> => ({
    key, title: t(`finance.held.${key}`), right: true,
    render: (row) => <span className="figure">{say(row[key])}</span>,
  })
  const unit = currency?.money ? format.manner.currency : currency?.unit ?? ''
  return (
    <Page
      name={t('frame.page.ageing')} title={t('frame.page.ageing')}
      note={data ? t('finance.asOf', { day: format.day(data.as_of) }) : undefined}
      acts={<><CurrencyPick books /><BrandPick brands={data?.brands} /></>}
    >
      <Behind batches={data?.behind} />
      {error && !data ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {data ? <Figures held={data} unit={unit} /> : error ? null : <Loading height={96} rows={3} />}
      <ByBrand
        name="ageing-brands" rows={data?.brands}
        columns={data && isMoney(data.currency) ? [amount('usable')] : [amount('usable'), amount('pending')]}
      />
      {data && isPrincipal(data.currency) ? (
        <section className="card"><Empty why={t('finance.forecast.principal')} /></section>
      ) : data ? (
        <div className="finance-pair">
          <Forecast held={data} unit={unit} />
          <Bands held={data} unit={unit} />
        </div>
      ) : null}
      {data && currency && brand === undefined && !isPrincipal(currency.key) ? <Cohorts currency={currency.key} unit={unit} /> : null}
    </Page>
  )
}

/** Principal is kept without months: it never expires and is spent or paid out in any order. */
const isPrincipal = (currency: string) => currency.endsWith(':principal')

function Figures({ held, unit }: { held: Held; unit: string }) {
  const { t } = useTranslation()
  const { say } = useAmount(held.currency)
  const dated = held.forecast.reduce((sum, step) => sum + (step.amount ?? 0), 0)
  const figures = { ...held, dated }
  const part = isMoney(held.currency) && (isPrincipal(held.currency) ? 'value.principalOwed' : 'value.bonusLeft')
  // Stored value is neither pending nor owed by members: what tells its pots apart is their last day.
  const cards = isMoney(held.currency) ? ['outstanding', 'dated', 'undated', 'overdue'] as const
    : ['outstanding', 'usable', 'pending', 'debts', 'overdue'] as const
  return (
    <div className={cards.length === 4 ? 'stats stats-four' : 'stats'}>
      {cards.map((key) => (
        <StatCard
          key={key} title={key === 'outstanding' && part ? t(part) : t(`finance.held.${key}`)} value={say(figures[key])} note={unit}
          to={key === 'outstanding' ? `/finance/rollforward?currency=${held.currency}` : undefined}
        />
      ))}
    </div>
  )
}

/** What ends with each month, if nobody spends; the next one in persimmon. */
function Forecast({ held, unit }: { held: Held; unit: string }) {
  const { t } = useTranslation()
  const { say, short, cell } = useAmount(held.currency)
  const month = useMonth()
  const { shade } = usePreference()
  const steps = held.forecast
  const name = (on: string) => month(on.slice(0, 7))
  const option = useMemo(() => {
    const palette = palettes[shade]
    const soon = held.as_of.slice(0, 7)
    return {
      animation: false,
      grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', valueFormatter: (n: number) => say(n) },
      xAxis: { type: 'category', data: steps.map((step) => name(step.on)) },
      yAxis: { type: 'value', axisLabel: { formatter: short } },
      series: [
        {
          type: 'bar', stack: 'all', name: t('finance.held.usable'), barWidth: '56%',
          data: steps.map((step) => ({
            value: (step.amount ?? 0) - (step.pending ?? 0),
            itemStyle: { color: step.on.slice(0, 7) === soon ? palette.persimmon : series[shade][0] },
          })),
        },
        {
          type: 'bar', stack: 'all', name: t('finance.held.pending'),
          itemStyle: { color: series[shade][2] }, data: steps.map((step) => step.pending ?? 0),
        },
      ],
    }
    // `name` is made from t, which is named.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [held, shade, t, say, short])
  const all = steps.reduce((sum, step) => sum + (step.amount ?? 0), 0)
  return (
    <section className="card">
      <Chart
        file="expiry-forecast" height={280} option={option}
        title={t('finance.forecast.title', { unit })} note={t('finance.forecast.note')}
        label={t('finance.forecast.label', { all: say(all), months: steps.length })}
        table={{
          columns: [t('finance.forecast.on'), t('finance.amount'), t('finance.held.pending')],
          rows: steps.map((step) => [name(step.on), cell(step.amount ?? 0), cell(step.pending ?? 0)]),
        }}
        empty={steps.length ? undefined : <Empty why={t('finance.forecast.none')} />}
      />
      {held.undated ? (
        <p className="note">{t('finance.forecast.undated', { n: say(held.undated) })}</p>
      ) : null}
    </section>
  )
}

/** What is held by months since it was earned. */
function Bands({ held, unit }: { held: Held; unit: string }) {
  const { t } = useTranslation()
  const { say, short, cell } = useAmount(held.currency)
  const { shade } = usePreference()
  const bands = useMemo(() => [...held.bands].sort((a, b) => b.earn_month - a.earn_month), [held])
  const name = (age: number | null) =>
    (age === null ? t('finance.ageing.undated') : t('finance.ageing.age', { count: age }))
  const option = useMemo(() => ({
    animation: false,
    grid: { left: 8, right: 56, top: 8, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: (n: number) => say(n) },
    xAxis: { type: 'value', splitNumber: 3, axisLabel: { formatter: short, hideOverlap: true } },
    yAxis: { type: 'category', inverse: true, data: bands.map((band) => name(band.age_months)) },
    series: [
      {
        type: 'bar', stack: 'all', name: t('finance.held.usable'), barWidth: '56%',
        itemStyle: { color: series[shade][0] }, data: bands.map((band) => band.usable),
      },
      {
        type: 'bar', stack: 'all', name: t('finance.held.pending'),
        itemStyle: { color: series[shade][2] }, data: bands.map((band) => band.pending),
        label: {
          show: true, position: 'right', color: palettes[shade].textSecondary,
          formatter: (mark: { dataIndex: number }) => {
            const band = bands[mark.dataIndex]!
            return short(band.usable + band.pending)
          },
        },
      },
    ],
    // `name` is made from t, which is named.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }), [bands, shade, t, say, short])
  return (
    <section className="card">
      <Chart
        file="ageing" height={280} option={option} title={t(`finance.ageing.${isMoney(held.currency) ? 'titleMoney' : 'title'}`, { unit })}
        label={t('finance.ageing.label', { n: say(held.outstanding) })}
        table={{
          columns: [t('finance.ageing.months'), t('finance.held.usable'), t('finance.held.pending')],
          rows: bands.map((band) => [name(band.age_months), cell(band.usable), cell(band.pending)]),
        }}
        empty={bands.length ? undefined : <Empty why={t('finance.none')} />}
      />
    </section>
  )
}
