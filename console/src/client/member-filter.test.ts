import { expect, test } from 'vitest'
import { memberFilter } from './member-filter'

test('numbers and answers of an address are typed for a body', () => {
  expect(memberFilter({
    tier: 'gold,silver', provisional: 'false', orders_min: '3', balance_max: '1000', q: '138',
    registered_from: '2026-01-01T00:00:00Z',
  })).toEqual({
    tier: 'gold,silver', provisional: false, orders_min: 3, balance_max: 1000, q: '138',
    registered_from: '2026-01-01T00:00:00Z',
  })
})
