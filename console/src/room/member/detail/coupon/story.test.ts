import { expect, it } from 'vitest'
import type { CouponChange } from '../../../../client/coupon'
import { shelfOf, stories } from './story'

const change = (coupon: string, what: string, seq: number) => ({
  coupon, template: 't', title: 'T', change: what, at: '', seq, cause: null, order_id: null,
  amount_cents: null,
}) as CouponChange

it('tells each coupon once: how it came and how it stands', () => {
  const told = stories([
    change('a', 'redeemed', 9), change('b', 'void', 8), change('a', 'locked', 7),
    change('b', 'issued', 3), change('a', 'issued', 2),
  ])
  expect(told.map((one) => [one.coupon, one.last.change, one.came?.seq]))
    .toEqual([['a', 'redeemed', 2], ['b', 'void', 3]])
  expect(stories([change('c', 'expired', 5)])[0]!.came).toBeUndefined()
})

it('lays a coupon on the shelf where it is looked for', () => {
  expect(['issued', 'locked', 'released', 'returned', 'received'].map(shelfOf))
    .toEqual(Array<string>(5).fill('live'))
  expect(['redeemed', 'expired', 'void', 'given'].map(shelfOf)).toEqual(['used', 'ended', 'ended', 'ended'])
})
