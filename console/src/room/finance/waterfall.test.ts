import { expect, it } from 'vitest'
import { placed } from './waterfall'

it('puts every bar between the level before it and the one after it', () => {
  expect(placed([
    { name: 'opening', by: 100, level: true }, { name: 'issued', by: 50 },
    { name: 'spent', by: -30 }, { name: 'closing', by: 120, level: true },
  ])).toEqual([
    { low: 0, high: 100, after: 100 }, { low: 100, high: 150, after: 150 },
    { low: 120, high: 150, after: 120 }, { low: 0, high: 120, after: 120 },
  ])
})
