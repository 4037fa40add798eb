import type { CouponChange } from '../../../../client/coupon'

/** A coupon's story in short: how it came, and how it stands. */
export type Story = {
  coupon: string; template: string; title: string
  came: CouponChange | undefined
  last: CouponChange
}

export type Shelf = 'live' | 'used' | 'ended'

const began = new Set(['issued', 'received'])

/** One story a coupon, in the order of their latest change; changes come latest first. */
export function stories(changes: CouponChange[]): Story[] {
  const found = new Map<string, Story>()
  for (const change of changes) {
    const known = found.get(change.coupon)
    if (!known) found.set(change.coupon, {
      coupon: change.coupon, template: change.template, title: change.title, last: change,
      came: began.has(change.change) ? change : undefined,
    })
    else if (began.has(change.change)) known.came = change
  }
  return [...found.values()]
}

/** Where a coupon lies: what was used, what ended unused, and what may still be used. */
export function shelfOf(change: string): Shelf {
  if (change === 'redeemed') return 'used'
  return ['expired', 'void', 'given'].includes(change) ? 'ended' : 'live'
}

/** Causes that are words of the engine; anything else is the key of a rule. */
export const causes = new Set(['hand', 'claim', 'code', 'refund'])
