import { expect, it } from 'vitest'
import type { Considered } from '../../../client/quote'
import { cartOf, goodOrder, inOrder, sent, withQuantity } from './cart'

it('makes the cart that an order was, before its discounts', () => {
  const cart = cartOf({
    store: 'S1', shipping_cents: 600,
    lines: [
      { sku: 'milk', name: 'Milk', quantity: 2, paid_cents: 900, discount_cents: 100, category: 'dairy' },
      { sku: 'bread', paid_cents: 500, list_cents: 550 },
    ],
  })
  expect(cart.lines.map((line) => [line.sku, line.quantity, line.list_cents]))
    .toEqual([['milk', 2, 1000], ['bread', 1, 550]])
  expect([cart.shipping, cart.store]).toEqual([600, 'S1'])
  expect(cartOf(null).lines).toEqual([])
})

it('keeps the price of a piece when the number of pieces changes', () => {
  const line = { sku: 'milk', name: '', quantity: 3, list_cents: 1000 }
  expect(withQuantity(line, 6)).toMatchObject({ quantity: 6, list_cents: 2000 })
  expect(withQuantity(line, 1)).toMatchObject({ quantity: 1, list_cents: 333 })
  expect(sent(line)).toEqual({ sku: 'milk', quantity: 3, list_cents: 1000 })
})

const one = (key: string, applied: boolean, cents = 0, missing: number | null = null) => ({
  source: 'offer', key, name: key, coupon: null, applied, cents,
  reason: applied ? null : { code: 'x', message: 'x', missing_cents: missing },
}) as Considered

it('tells what applies first, then how far the others are', () => {
  const told = inOrder([
    one('far', false, 0, 900), one('no', false), one('small', true, 100), one('near', false, 0, 50),
    one('big', true, 900), one('mine', true, 10),
  ], 'mine')
  expect(told.map((each) => each.key)).toEqual(['mine', 'big', 'small', 'near', 'far', 'no'])
})

it('begins with an order that has a few lines', () => {
  const rows = [1, 12, 5, 4].map((lines) => ({ summary: { lines } }))
  expect(goodOrder(rows)).toBe(rows[2])
  expect(goodOrder(rows.slice(0, 2))).toBe(rows[0])
  expect(goodOrder([])).toBeUndefined()
})
