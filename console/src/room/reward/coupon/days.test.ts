import { expect, it } from 'vitest'
import { plus, spanOf, weeksOf } from './days'

it('counts the day of issue as the first, and both ends in', () => {
  expect(spanOf({ how: 'relative', days: 14 }, '2026-11-27'))
    .toEqual({ first: '2026-11-27', last: '2026-12-10' })
  expect(spanOf({ how: 'relative', days: 1, after: 3 }, '2026-11-27'))
    .toEqual({ first: '2026-11-30', last: '2026-11-30' })
  expect(spanOf({ how: 'fixed', first: '2026-11-01', last: '2026-11-30' }, '2026-11-27'))
    .toEqual({ first: '2026-11-01', last: '2026-11-30' })
})

it('has no days while the document is incomplete or backwards', () => {
  expect(spanOf(undefined, '2026-11-27')).toBeNull()
  expect(spanOf({ how: 'relative' }, '2026-11-27')).toBeNull()
  expect(spanOf({ how: 'fixed', first: '2026-11-30', last: '2026-11-01' }, '2026-11-27')).toBeNull()
})

it('draws weeks from Monday, from the day of issue on', () => {
  const span = spanOf({ how: 'relative', days: 5, after: 3 }, '2026-11-27')!
  const { weeks, more } = weeksOf(span, '2026-11-27', 5)
  expect(weeks.map((week) => week[0]!.day)).toEqual(['2026-11-23', '2026-11-30'])
  expect(weeks[0]!.map((cell) => cell.state)).toEqual(Array<string>(7).fill('none'))
  expect(weeks[0]!.filter((cell) => cell.issued).map((cell) => cell.day)).toEqual(['2026-11-27'])
  expect(weeks[1]!.map((cell) => cell.state))
    .toEqual(['valid', 'valid', 'valid', 'valid', 'valid', 'none', 'none'])
  expect(more).toBe(false)
})

it('says when more weeks follow than are drawn', () => {
  const drawn = weeksOf({ first: '2026-01-01', last: '2026-12-31' }, null, 5)
  expect(drawn.weeks).toHaveLength(5)
  expect(drawn.more).toBe(true)
  expect(plus('2026-02-28', 1)).toBe('2026-03-01')
})
