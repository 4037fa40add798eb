import { expect, it } from 'vitest'
import type { Budget, Compared, TierMoves } from '../../../client/backtest'
import { burn, byDifference, endsIn, matrixOf, progressOf, shareOf } from './figure'

const pair = (was: number, draft: number) => ({ was, draft, difference: draft - was })

it('says a change as a share of what was, and nothing of nothing', () => {
  expect(shareOf(pair(200, 250))).toBe(0.25)
  expect(shareOf(pair(-40, -20))).toBe(0.5)
  expect(shareOf(pair(0, 5))).toBeNull()
})

it('puts the rule that differs most first', () => {
  const rule = (key: string, was: number, draft: number) => ({ key, flows: { net: pair(was, draft) } })
  const sorted = byDifference([rule('a', 10, 10), rule('b', 5, 1), rule('c', 20, 20), rule('d', 0, 9)] as
    unknown as Compared['rules'])
  expect(sorted.map((one) => one.key)).toEqual(['d', 'b', 'c', 'a'])
})

const moves = {
  tiers_was: ['basic', 'gold'], tiers_draft: ['basic', 'silver', 'gold'],
  moves: [
    { was: 'basic', draft: 'basic', members: 5 }, { was: 'basic', draft: 'silver', members: 2 },
    { was: 'gold', draft: 'silver', members: 1 }, { was: null, draft: 'basic', members: 3 },
  ],
} as unknown as TierMoves

it('makes the whole matrix of tiers, with those who had none', () => {
  const { rows, columns, cells, way } = matrixOf(moves)
  expect(rows).toEqual([null, 'basic', 'gold'])
  expect(columns).toEqual(['basic', 'silver', 'gold'])
  expect(cells).toEqual([[3, 0, 0], [5, 2, 0], [0, 1, 0]])
  expect([way('basic', 'silver'), way('gold', 'silver'), way('gold', 'gold'), way(null, 'basic')])
    .toEqual([1, -1, 0, 0])
})

it('burns a budget week by week and says in which it ends', () => {
  const budget = {
    size: pair(0, 100),
    weeks: [
      { week: '2026-01-05', taken: pair(0, 60) }, { week: '2026-01-12', taken: pair(0, 40) },
      { week: '2026-01-19', taken: pair(0, 0) },
    ],
  } as unknown as Budget
  expect(burn(budget).map((one) => one.draft)).toEqual([60, 100, 100])
  expect(endsIn(budget)).toBe('2026-01-12')
  expect(endsIn({ ...budget, size: pair(0, 101) })).toBeNull()
  expect(endsIn({ ...budget, size: pair(5, 0) })).toBeNull()
})

it('gives no share of work whose end is not known', () => {
  expect(progressOf({ done: 10, total: null })).toBeNull()
  expect(progressOf({ done: 10, total: 40 })).toBe(25)
  expect(progressOf({ done: 40, total: 40 })).toBeNull()
})
