import type { Palette, Shade } from '../../kit/theme/colour'
import { series } from '../../kit/theme/colour'

export type Bar = { name: string; by: number; level?: boolean }

/** Where each bar stands: from the level before it to the level after it. */
export function placed(bars: Bar[]): { low: number; high: number; after: number }[] {
  let level = 0
  return bars.map((bar) => {
    const after = bar.level ? bar.by : level + bar.by
    const before = bar.level ? 0 : level
    level = after
    return { low: Math.min(before, after), high: Math.max(before, after), after }
  })
}

type Manner = {
  shade: Shade; palette: Palette
  say: (n: number) => string; short: (n: number) => string
  /** Bars lie on a narrow screen, so that their names and figures have room. */
  lying: boolean
}

/** A waterfall: invisible feet carry the bars; levels in ink, what adds in blue, what takes in brown. */
export function waterfall(bars: Bar[], { shade, palette, say, short, lying }: Manner) {
  const at = placed(bars)
  const [adds, takes] = series[shade]
  const colour = (bar: Bar) => (bar.level ? palette.baseline : bar.by < 0 ? takes : adds)
  return {
    animation: false,
    grid: { left: 8, right: lying ? 72 : 8, top: lying ? 4 : 28, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'item',
      formatter: (mark: { dataIndex: number }) =>
        `${bars[mark.dataIndex]!.name} ${say(bars[mark.dataIndex]!.by)}`,
    },
    [lying ? 'yAxis' : 'xAxis']: {
      type: 'category', inverse: lying, data: bars.map((bar) => bar.name),
      axisLabel: { interval: 0, width: lying ? 96 : 76, overflow: 'break' },
    },
    [lying ? 'xAxis' : 'yAxis']: {
      type: 'value', splitNumber: lying ? 2 : 5, axisLabel: { formatter: short, hideOverlap: true },
    },
    series: [
      {
        type: 'bar', stack: 'all', silent: true, barWidth: '56%', itemStyle: { color: 'transparent' },
        data: at.map((each) => each.low),
      },
      {
        type: 'bar', stack: 'all', barWidth: '56%',
        label: {
          show: true, position: lying ? 'right' : 'top', color: palette.text,
          formatter: (mark: { dataIndex: number }) => short(bars[mark.dataIndex]!.by),
        },
        data: at.map((each, index) => ({
          value: each.high - each.low, itemStyle: { color: colour(bars[index]!), borderRadius: 2 },
        })),
      },
    ],
  }
}
