import { expect, test } from 'vitest'
import { keeper } from './once'

test('one key for one thing, until it is done', () => {
  const keys = keeper()
  const first = keys.of({ name: 'till' })
  expect(keys.of({ name: 'till' })).toBe(first)
  const other = keys.of({ name: 'shop' })
  expect(other).not.toBe(first)
  keys.done()
  expect(keys.of({ name: 'shop' })).not.toBe(other)
})
