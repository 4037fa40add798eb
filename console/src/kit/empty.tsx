import type { ReactNode } from 'react'

/** One sentence why, one act, one link; at most a quiet line drawing. */
export function Empty({ why, act, link, drawing = true }: {
  why: ReactNode; act?: ReactNode; link?: ReactNode; drawing?: boolean
}) {
  return (
    <div className="empty">
      {drawing ? (
        <svg viewBox="0 0 96 48" width="96" height="48" fill="none" aria-hidden="true">
          <path d="M8 40h80M20 40V16h56v24M20 24h56M32 32h12M52 32h12" stroke="var(--fill)"
            strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      ) : null}
      <p>{why}</p>
      {act || link ? <div className="empty-acts">{act}{link}</div> : null}
    </div>
  )
}
