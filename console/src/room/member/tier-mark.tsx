import { tierStep } from '../../kit/theme/colour'

/** A tier: its name and a step of the ramp by rank; never gold and silver. */
export function TierMark({ title, rank, of }: { title: string; rank?: number; of?: number }) {
  const step = rank === undefined || !of ? 0 : tierStep(rank, of)
  return (
    <span className="tier-mark">
      {step ? <i style={{ background: `var(--ramp-${step})` }} aria-hidden="true" /> : null}
      {title}
    </span>
  )
}
