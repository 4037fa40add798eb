import { BarChart, LineChart, SankeyChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import * as core from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { chartTheme } from './theme'

core.use([
  BarChart, LineChart, SankeyChart, GridComponent, TooltipComponent, MarkLineComponent,
  CanvasRenderer,
])
core.registerTheme('shuke-light', chartTheme('light'))
core.registerTheme('shuke-dark', chartTheme('dark'))

export const init = core.init
export type Chart = ReturnType<typeof core.init>
export type Option = core.EChartsCoreOption
