/** A line of a few days without axes; the last, unfinished one is dotted. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  if (values.length < 2) return null
  const least = Math.min(...values)
  const most = Math.max(...values)
  const [width, height] = [96, 28]
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * (width - 6) + 2
    const y = height - 4 - ((value - least) / (most - least || 1)) * (height - 8)
    return [x, y] as const
  })
  const path = (part: readonly (readonly [number, number])[]) =>
    part.map(([x, y], index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  const [x, y] = points.at(-1)!
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}
      className="sparkline" fill="none"
    >
      <path d={path(points.slice(0, -1))} stroke="var(--primary)" strokeWidth="1.5" />
      <path d={path(points.slice(-2))} stroke="var(--primary)" strokeWidth="1.5" strokeDasharray="2 2" />
      <circle cx={x} cy={y} r="2" fill="var(--primary)" />
    </svg>
  )
}
