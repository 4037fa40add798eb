import { describe, expect, it } from 'vitest'
import { feeOf, most } from './transfer'

const terms = {
  currency: 'points', title: '', least: 10, most: 500, left: 600, receive_left: null,
  fee_points: 2, fee_bp: 100, cooling_hours: 24, usable: 1000,
}

describe('what may be sent', () => {
  it('costs what the server says it costs', () => {
    expect([100, 101, 39].map((amount) => feeOf(terms, amount))).toEqual([3, 4, 3])
    expect(feeOf({ fee_points: 0, fee_bp: 250 }, 39)).toBe(1)
  })
  it('is bounded by the transfer, by what is left, and by the balance with its fee', () => {
    expect(most(terms)).toBe(500)
    expect(most({ ...terms, left: 200 })).toBe(200)
    expect(most({ ...terms, usable: 103 })).toBe(100)
    expect(most({ ...terms, usable: 102 })).toBe(99)
    expect(most({ ...terms, usable: 1 })).toBe(0)
    expect(most({ ...terms, most: null, left: null, fee_points: 0, fee_bp: 0 })).toBe(1000)
  })
})
