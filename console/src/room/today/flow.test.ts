import { expect, it } from 'vitest'
import { matrixOf, tiersOf, totals } from './flow'

const flow = [
  { from: null, to: 'basic', members: 4 },
  { from: 'basic', to: 'basic', members: 10 },
  { from: 'basic', to: 'silver', members: 3 },
  { from: 'silver', to: 'basic', members: 1 },
]
const known = [
  { key: 'basic', title: 'Member', rank: 0 }, { key: 'silver', title: 'Silver', rank: 1 },
  { key: 'gold', title: 'Gold', rank: 2 },
]

it('orders tiers by rank and leaves out those nobody is in', () => {
  expect(tiersOf(flow, known).map((tier) => tier.key)).toEqual(['basic', 'silver'])
})

it('counts every member once', () => {
  const tiers = tiersOf(flow, known)
  expect(matrixOf(flow, tiers)).toEqual([[10, 3], [1, 0]])
  expect(totals(flow, tiers)).toEqual({ up: 3, down: 1, stayed: 10, joined: 4 })
})
