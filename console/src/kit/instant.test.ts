import { expect, it } from 'vitest'
import { instantOf } from './instant'

it('reads a wall-clock time in the zone of the programme', () => {
  expect(instantOf('2026-11-30T08:00', 'Asia/Shanghai')?.toISOString()).toBe('2026-11-30T00:00:00.000Z')
  expect(instantOf('2026-07-01T08:00', 'Europe/Berlin')?.toISOString()).toBe('2026-07-01T06:00:00.000Z')
  expect(instantOf('2026-03-29T03:30', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(instantOf('', 'Asia/Shanghai')).toBeNull()
})
