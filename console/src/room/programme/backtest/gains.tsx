import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Compared } from '../../../client/backtest'
import { useCurrencyUnit } from '../../../client/currency'
import { Chart } from '../../../kit/chart/chart'
import { Empty } from '../../../kit/empty'
import { usePreference } from '../../../kit/preference'
import { Code, Delta } from '../../../kit/show'
import { diverging, palettes } from '../../../kit/theme/colour'
import { useFormat } from '../../../kit/use-format'

const LISTED = 5

/** Who gains and who loses: how many by how much, and those at either end. */
export function Gains({ currency }: { currency: Compared }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const unit = useCurrencyUnit()(currency.currency)
  const { winners, losers, same, histogram, top, bottom } = currency.members
  const bars = useMemo(() => histogram.map((bar) => {
    const { low, high } = bar
    const ends = [low, high].map((n) => (n === null ? null : format.delta(n).replace('-', '−')))
    const said = low === high ? ends[0]! : low === null ? `≤ ${ends[1]}` : high === null ? `≥ ${ends[0]}`
      : `${ends[0]} – ${ends[1]}`
    return { said, members: bar.members, sign: Math.sign(low ?? -1) }
  }), [histogram, format])
  const option = useMemo(() => {
    const colour = { '-1': diverging[shade][1], 0: palettes[shade].textTertiary, 1: diverging[shade][5] }
    return {
      animation: false,
      grid: { left: 48, right: 8, top: 16, bottom: 72 },
      tooltip: { trigger: 'axis', valueFormatter: (n: number) => t('programme.backtest.members', { count: n }) },
      xAxis: {
        type: 'category', data: bars.map((bar) => bar.said), axisLabel: { rotate: 45, interval: 0, fontSize: 11 },
      },
      yAxis: { type: 'value', splitNumber: 3, axisLabel: { formatter: (n: number) => format.compact(n) } },
      series: [{
        type: 'bar', barCategoryGap: '12%',
        data: bars.map((bar) => ({
          value: bar.members, itemStyle: { color: colour[String(bar.sign) as '-1' | '0' | '1'] },
        })),
      }],
    }
  }, [bars, shade, format, t])
  const moved = winners + losers > 0
  return (
    <section className="card">
      <Chart
        file={`backtest-${currency.currency}-members`} height={248} option={option}
        title={t('programme.backtest.gains', { unit })}
        label={t('programme.backtest.gainsLabel', {
          winners: format.count(winners), losers: format.count(losers), same: format.count(same),
        })}
        table={{
          columns: [t('programme.backtest.difference'), t('words.member')],
          rows: bars.map((bar) => [bar.said, bar.members]),
        }}
        empty={moved ? undefined : <Empty drawing={false} why={t('programme.backtest.nobody')} />}
      />
      {moved ? (
        <>
          <p className="flow-sum">
            {t('programme.backtest.gainsLabel', {
              winners: format.count(winners), losers: format.count(losers), same: format.count(same),
            })}
          </p>
          <div className="backtest-ends">
            <Ends title={t('programme.backtest.top')} members={top.slice(0, LISTED)} />
            <Ends title={t('programme.backtest.bottom')} members={bottom.slice(0, LISTED)} />
          </div>
        </>
      ) : null}
    </section>
  )
}

function Ends({ title, members }: { title: string; members: Compared['members']['top'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (members.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {members.map((one) => (
          <li key={one.member}>
            <Link to={`/member/members/${one.member}?tab=points`}>
              <Code value={one.member} most={10} copy={false} />
            </Link>
            <span className="quiet figure">{t('programme.backtest.fromTo', {
              was: format.count(one.gain.was), draft: format.count(one.gain.draft),
            })}</span>
            <Delta amount={one.gain.difference} />
          </li>
        ))}
      </ul>
    </div>
  )
}
