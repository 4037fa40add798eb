/** Which days a coupon is valid, drawn as weeks that begin on Monday. Days are plain: no zone. */
export type Valid = { how: 'fixed'; first?: string; last?: string }
  | { how: 'relative'; days?: number; after?: number }

export type Span = { first: string; last: string }
export type Cell = { day: string; state: 'valid' | 'none'; issued: boolean }

const DAY_MS = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const said = (ms: number) => new Date(ms).toISOString().slice(0, 10)

export const plus = (day: string, days: number) => said(at(day) + days * DAY_MS)

/** First and last day of a coupon issued on a day; null while the document is incomplete. */
export function spanOf(valid: Valid | undefined, issued: string): Span | null {
  if (valid?.how === 'fixed') {
    const { first, last } = valid
    return first && last && first <= last ? { first, last } : null
  }
  if (valid?.how !== 'relative' || !valid.days) return null
  const first = plus(issued, valid.after ?? 0)
  return { first, last: plus(first, valid.days - 1) }
}

const monday = (day: string) => plus(day, -((new Date(at(day)).getUTCDay() + 6) % 7))

/** At most so many weeks, from the day of issue (or the first valid day) on, and whether more follow. */
export function weeksOf(span: Span, issued: string | null, most: number) {
  const from = monday(issued && issued < span.first ? issued : span.first)
  const weeks: Cell[][] = []
  for (let start = from; start <= span.last && weeks.length < most; start = plus(start, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => {
      const day = plus(start, index)
      const state = day >= span.first && day <= span.last ? 'valid' : 'none'
      return { day, state, issued: day === issued }
    }))
  const last = weeks.at(-1)?.at(-1)?.day ?? from
  return { weeks, more: span.last > last }
}
