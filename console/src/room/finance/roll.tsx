import { useMutation } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isMoney } from '../../client/currency'
import { readRoll, useRoll, type Roll, type Step } from '../../client/finance'
import type { Schemas } from '../../client/types'
import { Chart } from '../../kit/chart/chart'
import { save } from '../../kit/chart/save'
import { Empty } from '../../kit/empty'
import { Icon } from '../../kit/icon'
import { Loading } from '../../kit/later'
import { usePreference } from '../../kit/preference'
import { ProblemView } from '../../kit/problem'
import type { Column } from '../../kit/table/column'
import { DataTable } from '../../kit/table/data-table'
import { palettes } from '../../kit/theme/colour'
import { useUrl } from '../../kit/url'
import { useFormat } from '../../kit/use-format'
import { useMay } from '../../shell/may'
import { Page } from '../../shell/page'
import { BrandPick, ByBrand, useBrand } from './brand'
import { Behind, CurrencyPick, useMonth, useNarrow, usePicked } from './pick'
import { waterfall, type Bar } from './waterfall'

type BrandRoll = Schemas['BrandRoll']

const parts = [
  ['opened', 1], ['issued', 1], ['reversed', -1], ['spent', -1], ['returned', 1], ['expired', -1],
  ['adjusted', 1], ['settled', 1], ['transferred', 1],
] as const

/** The first day of the month that lies `months` before a day's. */
function monthsBefore(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-15T12:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() - months)
  return `${at.toISOString().slice(0, 7)}-01`
}

/** L: how the points went from opening to closing, and that it closes. */
export default function RollForwardPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const month = useMonth()
  const { get, put } = useUrl()
  const { currency } = usePicked(true)
  const money = !!currency?.money
  const word = useWord(currency?.key)
  const amount = money ? format.money : format.count
  const step: Step = get('step') === 'day' ? 'day' : 'month'
  const today = format.dayKey(new Date())
  const from = monthsBefore(today, step === 'day' ? 1 : 12)
  const { brand } = useBrand()
  const may = useMay()
  const { data, error, refetch } = useRoll(currency?.key, from, today, step, brand)
  const keep = useMutation({
    mutationFn: readRoll,
    onSuccess: (text, { currency: key }) =>
      save(`rollforward-${key.replace(':', '-')}-${from}-${today}.csv`, text, 'text/csv'),
  })
  const said = (row: Roll) => (row.day === null ? t('finance.roll.total')
    : step === 'month' ? month(row.day!.slice(0, 7)) : format.day(row.day!))
  const figure = (key: (typeof parts)[number][0] | 'opening' | 'closing', sign = 1): Column<Roll> => ({
    key, title: word(key), right: true,
    render: (row) => {
      const text = amount(sign * (row[key] ?? 0) || 0)
      return row.day === null ? <strong className="figure">{text}</strong> : <span className="figure">{text}</span>
    },
  })
  const shown = parts.filter(([key]) => key === 'issued' || key === 'spent' || key === 'expired' ||
    (data?.total[key] ?? 0) !== 0)
  const columns: Column<Roll>[] = [
    {
      key: 'day', title: t(step === 'month' ? 'finance.roll.byMonth' : 'finance.roll.byDay'), width: 120,
      render: (row) => (row.day === null ? <strong>{said(row)}</strong> : said(row)),
    },
    figure('opening'),
    ...shown.map(([key, sign]) => figure(key, sign)),
    figure('closing'),
  ]
  const byBrand = (key: (typeof parts)[number][0] | 'opening' | 'closing', sign = 1): Column<BrandRoll> => ({
    key, title: word(key), right: true,
    render: (row) => <span className="figure">{amount(sign * (row.total[key] ?? 0) || 0)}</span>,
  })
  const rows = data ? [data.total, ...[...data.items].reverse()] : undefined
  return (
    <Page
      name={t('frame.page.rollforward')} title={t('frame.page.rollforward')}
      note={data ? t('finance.roll.window', {
        ...format.span(from, today), unit: money ? format.manner.currency : currency?.unit ?? '',
      }) : undefined}
      acts={<>
        <CurrencyPick books />
        <BrandPick brands={data?.brands} />
        <Segmented
          aria-label={t('finance.roll.step')} value={step} onChange={(value) => put({ step: value })}
          options={[
            { value: 'month', label: t('finance.roll.months') }, { value: 'day', label: t('finance.roll.days') },
          ]}
        />
        {currency && may('exports:write') ? (
          <Button
            icon={<Icon.download />} loading={keep.isPending} title={t('finance.roll.fileNote')}
            onClick={() => keep.mutate({ currency: currency.key, from, to: today, step })}
          >
            {t('finance.roll.file')}
          </Button>
        ) : null}
      </>}
    >
      <Behind batches={data?.behind} />
      {keep.error ? <ProblemView error={keep.error} /> : null}
      {error && !data ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {data ? <Fall total={data.total} parts={shown} difference={data.difference} book={currency?.key} />
        : error ? null : <Loading height={360} rows={8} />}
      <ByBrand
        name="roll-forward-brands" rows={data?.brands}
        columns={[byBrand('opening'), ...shown.map(([key, sign]) => byBrand(key, sign)), byBrand('closing')]}
      />
      <div className="finance-gap">
        <DataTable
          name="roll-forward" label={t('frame.page.rollforward')} columns={columns} rows={rows}
          rowKey={(row) => row.day ?? 'total'} error={error} retry={() => void refetch()} keys={false}
          empty={<Empty why={t('finance.none')} />}
        />
      </div>
    </Page>
  )
}

/** What a movement is called: of stored value, money is paid in and out. */
function useWord(book: string | undefined) {
  const { t } = useTranslation()
  const part = book?.split(':')[1]
  return useCallback((key: string) => (part && (key === 'issued' || key === 'reversed')
    ? t(`value.roll.${part}_${key}`) : t(`finance.roll.${key}`)), [t, part])
}

function Fall({ total, parts: shown, difference, book }: {
  book: string | undefined; total: Roll; parts: readonly (readonly [(typeof parts)[number][0], 1 | -1])[]; difference: number
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const lying = useNarrow()
  const word = useWord(book)
  const [say, short] = isMoney(book) ? [format.money, format.moneyCompact] : [format.count, format.compact]
  const bars = useMemo<Bar[]>(() => [
    { name: t('finance.roll.opening'), by: total.opening, level: true },
    ...shown.map(([key, sign]) => ({ name: word(key), by: sign * (total[key] ?? 0) || 0 })),
    { name: t('finance.roll.closing'), by: total.closing ?? 0, level: true },
  ], [total, shown, t, word])
  const option = useMemo(
    () => waterfall(bars, {
      shade, palette: palettes[shade], say, short, lying,
    }),
    [bars, shade, say, short, lying])
  return (
    <section className="card">
      <Chart
        file="roll-forward" height={320} option={option} title={t('finance.roll.chart')}
        note={t('finance.roll.difference', { n: say(difference) })}
        label={t('finance.roll.label', {
          opening: say(total.opening), closing: say(total.closing ?? 0),
        })}
        table={{
          columns: [t('finance.what'), t('finance.amount')],
          rows: bars.map((bar) => [bar.name, isMoney(book) ? format.decimal(bar.by) : bar.by]),
        }}
      />
    </section>
  )
}
