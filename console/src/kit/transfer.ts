import type { Schemas } from '../client/types'

type Offered = Schemas['Offered']

/** What sending so much costs: a flat part, and a share rounded up. */
export const feeOf = (terms: Pick<Offered, 'fee_points' | 'fee_bp'>, amount: number) =>
  terms.fee_points + Math.ceil(amount * terms.fee_bp / 10_000)

/** The most that may be sent now: by one transfer, by what is left, and by the balance less the fee. */
export function most(terms: Offered): number {
  let top = Math.min(terms.most ?? Infinity, terms.left ?? Infinity, terms.usable)
  if (top + feeOf(terms, top) > terms.usable)
    top = Math.floor((terms.usable - terms.fee_points) * 10_000 / (10_000 + terms.fee_bp))
  while (top > 0 && top + feeOf(terms, top) > terms.usable) top -= 1
  return Math.max(top, 0)
}
