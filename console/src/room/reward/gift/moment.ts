import { instantOf } from '../../../kit/instant'
import type { Format } from '../../../kit/use-format'

/** A moment as its field shows it, in the programme's zone: 2026-11-11T10:00. */
export const shownMoment = (at: unknown, format: Pick<Format, 'dayKey' | 'clock'>) =>
  typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? `${format.dayKey(at)}T${format.clock(at)}` : ''

/** What was typed as a moment; undefined while it is none. */
export function typedMoment(typed: string, zone: string): string | undefined {
  return (typed ? instantOf(typed, zone)?.toISOString() : undefined) ?? undefined
}
