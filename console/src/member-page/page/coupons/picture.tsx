import { lazy, Suspense } from 'react'
import { Skeleton } from '../../kit/state'

const Qr = lazy(() => import('./qr'))

/** What the till or the desk reads: a QR on white, and the same in signs. */
export function Picture({ code, label }: { code: string; label: string }) {
  return (
    <div className="paper">
      <Suspense fallback={<Skeleton />}><Qr code={code} label={label} /></Suspense>
      <p className="digits">{code}</p>
    </div>
  )
}
