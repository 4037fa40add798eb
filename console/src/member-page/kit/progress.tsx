/** The one progress bar of the page: how far, of how much, and what is left in words below. */
export function Progress({ label, have, need, said, left }: {
  label: string; have: number; need: number; said: string; left: string
}) {
  const share = need > 0 ? Math.min(have / need, 1) : 1
  return (
    <div className="progress">
      <div
        className="progress-bar" role="progressbar" aria-label={label} aria-valuemin={0}
        aria-valuemax={need} aria-valuenow={Math.min(have, need)} aria-valuetext={said}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <p className="progress-said"><span>{left}</span><span className="figure">{said}</span></p>
    </div>
  )
}
