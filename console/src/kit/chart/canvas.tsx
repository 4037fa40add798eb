import { useEffect, useRef } from 'react'
import type { Shade } from '../theme/colour'
import { init, type Chart, type Option } from './echarts'

export type Mark = { name?: string; data?: unknown; dataIndex: number; dataType?: string }

/** The drawing itself; in a chunk of its own, fetched when the first chart is seen. */
export default function Canvas({ option, shade, height, label, onMark, onReady }: {
  option: Option; shade: Shade; height: number; label: string
  onMark?: (mark: Mark) => void
  onReady?: (chart: Chart) => void
}) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<Chart | null>(null)
  const act = useRef(onMark)
  useEffect(() => { act.current = onMark })
  useEffect(() => {
    const made = init(place.current!, `shuke-${shade}`, { renderer: 'canvas' })
    chart.current = made
    made.on('click', (mark) => act.current?.(mark as unknown as Mark))
    onReady?.(made)
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current!)
    return () => {
      watch.disconnect()
      made.dispose()
      chart.current = null
    }
    // The chart is made once; later changes go through setOption and setTheme below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useEffect(() => { chart.current?.setTheme(`shuke-${shade}`) }, [shade])
  useEffect(() => { chart.current?.setOption(option, { notMerge: true }) }, [option, shade])
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />
}
