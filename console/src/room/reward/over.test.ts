import { expect, test } from 'vitest'
import type { DefinitionRow } from '../../client/definition.types'
import { isOver, openFirst } from './over'

const now = new Date('2026-11-27T05:00:00Z')
const row = (key: string, last: string | null, draft = false) => ({
  key, document: last ? { valid: { how: 'fixed', last } } : { valid: { how: 'relative', days: 5 } },
  draft: draft ? {} : null,
}) as unknown as DefinitionRow

test('a coupon is over on the day after its last one', () => {
  expect(isOver(row('a', '2026-11-27'), now)).toBe(false)
  expect(isOver(row('a', '2026-11-26'), now)).toBe(true)
  expect(isOver(row('a', '2026-11-26', true), now)).toBe(false)
  expect(isOver(row('a', null), now)).toBe(false)
})

test('what is open comes first, then the latest that ended', () => {
  const rows = [row('old', '2026-01-01'), row('open', null), row('late', '2026-10-01')]
  expect(openFirst(rows, now).map((one) => one.key)).toEqual(['open', 'late', 'old'])
})
