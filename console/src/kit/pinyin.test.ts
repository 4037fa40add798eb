import { expect, it } from 'vitest'
import { initials, matches } from './pinyin'

it('finds a name by its initials, its characters or its latin part', () => {
  expect(initials('乳品双倍')).toBe('rpsb')
  expect(initials('会员日 2x')).toBe('hyr 2x')
  expect(matches('乳品双倍', 'rps')).toBe(true)
  expect(matches('乳品双倍', '双')).toBe(true)
  expect(matches('乳品双倍', 'abc')).toBe(false)
  expect(matches('Dairy double', 'dai')).toBe(true)
})
