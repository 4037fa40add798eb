import { expect, it } from 'vitest'
import { freshDiscount, hows, nextStep, tenths } from './kind'

it('begins every kind with what its document must have', () => {
  for (const how of hows) expect(freshDiscount(how, undefined).how).toBe(how)
  expect(freshDiscount('percent_off', { how: 'amount_off', off_cents: 1, max_cents: 900 }))
    .toEqual({ how: 'percent_off', percent: 15, max_cents: 900 })
  expect(freshDiscount('present', { how: 'exchange', sku: 'A1', price_cents: 990 }))
    .toEqual({ how: 'present', sku: 'A1', quantity: 1 })
  expect(freshDiscount('nth_item', { how: 'percent_off', percent: 5, max_cents: 900 }))
    .toEqual({ how: 'nth_item', nth: 2, percent: 50 })
})

it('goes on stepping as the last two steps did', () => {
  expect(nextStep([])).toEqual({ from_cents: 10_000, off_cents: 800 })
  expect(nextStep([{ from_cents: 5000, off_cents: 300 }])).toEqual({ from_cents: 10_000, off_cents: 600 })
  expect(nextStep([{ from_cents: 5000, off_cents: 300 }, { from_cents: 8000, off_cents: 1000 }]))
    .toEqual({ from_cents: 11_000, off_cents: 1700 })
})

it('says per cent off as what is paid of ten', () => {
  expect(tenths(15)).toBe('8.5')
  expect(tenths(20)).toBe('8')
  expect(tenths(100)).toBe('0')
})
