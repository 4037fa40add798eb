import { expect, it } from 'vitest'
import { byExpiry } from './lots'

const lot = (amount: number, expires_on: string | null, state: 'usable' | 'debt' = 'usable') =>
  ({ currency: 'points', amount, expires_on, state })

it('sums lots by month and parts what expires within 30 days, the last day included', () => {
  const lots = [
    lot(10, '2026-11-30'), lot(5, '2026-12-22'), lot(7, '2026-12-23'), lot(3, null),
    lot(9, '2026-12-01', 'debt'),
  ]
  expect(byExpiry(lots, '2026-11-22')).toEqual([
    { month: '2026-11', soon: 10, later: 0 }, { month: '2026-12', soon: 5, later: 7 },
  ])
})
