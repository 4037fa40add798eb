import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLots } from '../../../client/member'
import type { Lot } from '../../../client/types'
import { Chart } from '../../../kit/chart/chart'
import { Empty } from '../../../kit/empty'
import { Loading } from '../../../kit/later'
import { usePreference } from '../../../kit/preference'
import { ProblemView } from '../../../kit/problem'
import { palettes, series } from '../../../kit/theme/colour'
import { useFormat } from '../../../kit/use-format'

export type ExpiryBar = { month: string; soon: number; later: number }

/** Lots by month of expiry; what expires within 30 days of `today` apart. */
export function byExpiry(lots: Lot[], today: string): ExpiryBar[] {
  const limit = new Date(`${today}T00:00:00Z`)
  limit.setUTCDate(limit.getUTCDate() + 30)
  const until = limit.toISOString().slice(0, 10)
  const bars = new Map<string, ExpiryBar>()
  for (const lot of lots) {
    if (!lot.expires_on || lot.state === 'debt') continue
    const month = lot.expires_on.slice(0, 7)
    const bar = bars.get(month) ?? { month, soon: 0, later: 0 }
    if (lot.expires_on <= until) bar.soon += lot.amount
    else bar.later += lot.amount
    bars.set(month, bar)
  }
  return [...bars.values()].sort((a, b) => a.month.localeCompare(b.month)).slice(0, 18)
}

const hatch = {
  symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4,
  color: 'rgba(255, 255, 255, 0.55)',
}

/** When the points expire: stacked bars by month, the next 30 days in persimmon. */
export function LotsChart({ member, currency, title, height = 140 }: {
  member: string; currency: string; title: string; height?: number
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const { data, error, refetch } = useLots(member, currency)
  const bars = useMemo(() => byExpiry(data ?? [], format.dayKey(new Date())), [data, format])
  const option = useMemo(() => ({
    animation: false,
    grid: { left: 4, right: 4, top: 8, bottom: 0, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'none' } },
    xAxis: { type: 'category', data: bars.map((bar) => bar.month.slice(2)), axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'value', splitNumber: 2, axisLabel: { formatter: (value: number) => format.compact(value) },
    },
    series: [
      {
        name: t('member.lots.soon'), type: 'bar', stack: 'lots', barMaxWidth: 18,
        // Hatched as well: without colour it must still be seen which points go soon.
        itemStyle: { color: palettes[shade].persimmon, decal: hatch }, data: bars.map((bar) => bar.soon),
      },
      {
        name: t('member.lots.later'), type: 'bar', stack: 'lots', barMaxWidth: 18,
        itemStyle: { color: series[shade][0] }, data: bars.map((bar) => bar.later),
      },
    ],
  }), [bars, shade, t, format])
  if (error && !data) return <ProblemView error={error} retry={() => void refetch()} />
  if (!data) return <Loading height={height + 32} />
  const soon = bars.reduce((sum, bar) => sum + bar.soon, 0)
  return (
    <Chart
      file="lots" height={height} option={option}
      title={t('member.lots.title', { currency: title })}
      label={t('member.lots.label', { soon: format.count(soon) })}
      empty={bars.length ? undefined : <Empty drawing={false} why={t('member.lots.none')} />}
      table={{
        columns: [t('member.lots.month'), t('member.lots.soon'), t('member.lots.later')],
        rows: bars.map((bar) => [bar.month, bar.soon, bar.later]),
      }}
    />
  )
}
