import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Budget } from '../../../client/backtest'
import { useDefinitionNames } from '../../../client/definition'
import { Chart } from '../../../kit/chart/chart'
import { usePreference } from '../../../kit/preference'
import { palettes, series } from '../../../kit/theme/colour'
import { useFormat } from '../../../kit/use-format'
import { burn, endsIn } from './figure'

/** How each budget is used up, week by week, and when it would be gone. */
export function Budgets({ budgets, live }: { budgets: Budget[]; live: string }) {
  if (budgets.length === 0) return null
  return (
    <div className="backtest-grid">
      {budgets.map((one) => <Burn key={one.stock} budget={one} live={live} />)}
    </div>
  )
}

function Burn({ budget, live }: { budget: Budget; live: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const [kind, key] = budget.stock.split(':')
  const { data } = useDefinitionNames(kind)
  const row = data?.find((one) => one.key === key)
  const name = row ? format.say(row.name) : budget.stock
  const draft = t('programme.backtest.draftRelease')
  const weeks = useMemo(() => burn(budget), [budget])
  const end = endsIn(budget)
  const option = useMemo(() => {
    const limit = (value: number, said: string) => ({
      yAxis: value, label: { formatter: said, position: 'insideEndTop', color: palettes[shade].textSecondary },
    })
    const lines = [
      ...(budget.size.draft ? [limit(budget.size.draft, t('programme.backtest.size', {
        size: format.count(budget.size.draft),
      }))] : []),
    ]
    return {
      animation: false,
      grid: { left: 64, right: 16, top: 24, bottom: 32 },
      tooltip: { trigger: 'axis', valueFormatter: (n: number) => format.count(n) },
      xAxis: { type: 'category', data: weeks.map((one) => format.day(one.week)) },
      yAxis: {
        type: 'value', splitNumber: 3,
        axisLabel: { formatter: (n: number) => format.compact(n), showMaxLabel: false },
        max: Math.max(budget.size.draft, budget.taken.draft, budget.taken.was) * 1.1,
      },
      series: [
        {
          name: draft, type: 'line', data: weeks.map((one) => one.draft), showSymbol: false,
          itemStyle: { color: series[shade][0] },
          markLine: { symbol: 'none', silent: true, data: lines, lineStyle: { type: 'solid', width: 1,
            color: palettes[shade].textTertiary } },
        },
        ...(budget.size.was ? [{
          name: live, type: 'line', data: weeks.map((one) => one.was), showSymbol: false,
          lineStyle: { type: 'dashed', width: 1.5 }, itemStyle: { color: palettes[shade].textTertiary },
        }] : []),
      ],
    }
  }, [weeks, budget, shade, format, draft, live, t])
  return (
    <section className="card">
      <Chart
        file={`backtest-budget-${key}`} height={220} option={option}
        title={t('programme.backtest.burn', { name })}
        label={t('programme.backtest.burnLabel', {
          name, taken: format.count(budget.taken.draft), size: format.count(budget.size.draft),
        })}
        table={{
          columns: [t('programme.backtest.week'), draft, live],
          rows: weeks.map((one) => [one.week, one.draft, one.was]),
        }}
      />
      <p className="flow-sum">
        {end ? t('programme.backtest.ends', { week: format.proseDay(end), count: budget.refused.draft })
          : t('programme.backtest.lasts', { left: format.count(budget.size.draft - budget.taken.draft) })}
      </p>
    </section>
  )
}
