import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Compared, Flow } from '../../../client/backtest'
import { useCurrencyUnit } from '../../../client/currency'
import { Chart } from '../../../kit/chart/chart'
import { usePreference } from '../../../kit/preference'
import { palettes, series } from '../../../kit/theme/colour'
import { useFormat } from '../../../kit/use-format'
import { flows } from './figure'

/** Two lines by week, and the difference as bars below: the draft in colour, what was dashed. */
export function Weeks({ currency, live, window }: { currency: Compared; live: string; window: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const unit = useCurrencyUnit()(currency.currency)
  const [flow, setFlow] = useState<Flow>('issued')
  const weeks = currency.weeks
  const named = t(`programme.backtest.flow.${flow}`)
  const draft = t('programme.backtest.draftRelease')
  const option = useMemo(() => {
    const palette = palettes[shade]
    const names = weeks.map((one) => format.day(one.week))
    const value = (side: 'was' | 'draft' | 'difference') => weeks.map((one) => one.flows[flow][side])
    const axis = (index: number) => ({
      type: 'category', data: names, gridIndex: index, axisLabel: { show: index === 1 },
    })
    const label = { formatter: (n: number) => format.compact(n) }
    return {
      animation: false,
      grid: [{ left: 64, right: 16, top: 24, height: 168 }, { left: 64, right: 16, top: 224, height: 64 }],
      tooltip: { trigger: 'axis', valueFormatter: (n: number) => format.count(n) },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      xAxis: [axis(0), axis(1)],
      yAxis: [
        { type: 'value', gridIndex: 0, axisLabel: label, splitNumber: 4 },
        { type: 'value', gridIndex: 1, axisLabel: label, splitNumber: 2 },
      ],
      series: [
        {
          name: draft, type: 'line', data: value('draft'), showSymbol: false, lineStyle: { width: 2 },
          itemStyle: { color: series[shade][0] },
        },
        {
          name: live, type: 'line', data: value('was'), showSymbol: false,
          lineStyle: { width: 1.5, type: 'dashed' }, itemStyle: { color: palette.textTertiary },
        },
        {
          name: t('programme.backtest.difference'), type: 'bar', xAxisIndex: 1, yAxisIndex: 1,
          data: value('difference'), itemStyle: { color: series[shade][1] }, barMaxWidth: 12,
        },
      ],
    }
  }, [weeks, flow, shade, format, draft, live, t])
  return (
    <section className="card">
      <Chart
        file={`backtest-${currency.currency}-${flow}`} height={312} option={option}
        title={t('programme.backtest.weeks', { flow: named, unit })} note={window}
        label={t('programme.backtest.weeksLabel', {
          flow: named, draft: format.count(currency.flows[flow].draft),
          was: format.count(currency.flows[flow].was), live,
        })}
        table={{
          columns: [t('programme.backtest.week'), draft, live, t('programme.backtest.difference')],
          rows: weeks.map((one) => [
            one.week, one.flows[flow].draft, one.flows[flow].was, one.flows[flow].difference,
          ]),
        }}
        tools={
          <Segmented
            size="small" value={flow} onChange={setFlow} aria-label={t('programme.backtest.what')}
            options={flows.filter((one) => currency.spendable || one !== 'spent').map((value) => ({
              value, label: t(`programme.backtest.flow.${value}`),
            }))}
          />
        }
      />
      <p className="legend-line">
        <span><i className="key-draft" />{draft}</span>
        <span><i className="key-live" />{live}</span>
        <span><i className="key-difference" style={{ background: series[shade][1] }} />{t('programme.backtest.differenceBelow')}</span>
      </p>
    </section>
  )
}
