import { qrPath } from '../code/make'

export default function Qr({ code, label }: { code: string; label: string }) {
  const { path, size } = qrPath(code)
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}
      shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  )
}
