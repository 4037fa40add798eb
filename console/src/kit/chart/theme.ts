import { palettes, series, type Shade } from '../theme/colour'
import { fontFamily } from '../theme/theme'

/** An ECharts theme from the given colours; axis labels do not follow `textStyle`, so they are set. */
export function chartTheme(shade: Shade) {
  const p = palettes[shade]
  const axis = {
    axisLine: { show: true, lineStyle: { color: p.border } },
    axisTick: { show: false },
    axisLabel: { color: p.textTertiary, fontSize: 12, fontFamily },
    nameTextStyle: { color: p.textTertiary, fontSize: 12, fontFamily },
    splitLine: { lineStyle: { color: p.borderSecondary } },
  }
  return {
    color: series[shade],
    backgroundColor: 'transparent',
    textStyle: { color: p.textSecondary, fontFamily, fontSize: 12 },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: axis,
    tooltip: {
      backgroundColor: p.elevated, borderColor: p.border, borderWidth: 1, padding: [8, 12],
      textStyle: { color: p.text, fontSize: 12, fontFamily },
      extraCssText: 'box-shadow: none; border-radius: 6px;',
    },
    legend: { textStyle: { color: p.textSecondary, fontSize: 12 } },
    sankey: { label: { color: p.text, fontSize: 12 } },
  }
}
