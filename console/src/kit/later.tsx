import { Skeleton } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'

/** True once `ms` have passed: nothing is shown before 200 ms, so quick answers do not flicker. */
export function useLater(ms = 200): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return late
}

/** A skeleton in the final shape, after 200 ms; the height is reserved from the start. */
export function Loading({ rows = 4, height, children }: {
  rows?: number; height?: number; children?: ReactNode
}) {
  const late = useLater()
  return (
    <div style={{ minHeight: height ?? rows * 32 }} aria-busy="true">
      {late ? children ?? <Skeleton active title={false} paragraph={{ rows }} /> : null}
    </div>
  )
}
