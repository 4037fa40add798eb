import { describe, expect, it } from 'vitest'
import * as format from './format'

const zh: format.Manner = { language: 'zh-CN', zone: 'Asia/Shanghai', currency: 'CNY', digits: 2 }
const en: format.Manner = { ...zh, language: 'en' }
const at = new Date('2026-11-21T06:02:30Z')
const now = new Date('2026-11-21T06:05:45Z')

describe('numbers', () => {
  it('are in full below 100,000 and compact from there', () => {
    expect(format.count(1234567, zh)).toBe('1,234,567')
    expect(format.compact(99999, zh)).toBe('99,999')
    expect(format.compact(123456, zh)).toBe('12.3万')
    expect(format.compact(120000000, zh)).toBe('1.2亿')
    expect(format.compact(123456, en)).toBe('123.5K')
    expect(format.compact(1200000, en)).toBe('1.2M')
  })

  it('are signed when they are changes', () => {
    expect([200, -20, 0].map((n) => format.delta(n, zh))).toEqual(['+200', '-20', '0'])
  })

  it('show shares with one decimal and never a false zero', () => {
    expect(format.percent(0.081, zh)).toBe('8.1%')
    expect(format.percent(0.0004, zh)).toBe('<0.1%')
    expect(format.percent(0, zh)).toBe('0%')
  })

  it('are money with the narrow symbol', () => {
    expect(format.money(123450, zh)).toBe('¥1,234.50')
    expect(format.money(-2000, zh)).toBe('-¥20.00')
    expect(format.money(-2000, en)).toBe('-¥20.00')
    expect(format.moneyCompact(12345678, zh)).toBe('¥12.3万')
    expect(format.moneyCompact(1234567, zh)).toBe('¥12,345.67')
  })

  it('are read as people type them', () => {
    expect(format.typedNumber('￥１，２３４．５０')).toBe(1234.5)
    expect(format.typedNumber('1,204')).toBe(1204)
    expect(format.typedNumber('12a')).toBeNull()
  })
})

describe('times', () => {
  it('are in the zone of the programme, without the current year', () => {
    expect(format.time(at, zh, now)).toBe('11-21 14:02')
    expect(format.time(at, zh, now, true)).toBe('2026-11-21 14:02')
    expect(format.time(at, en, now)).toBe('21 Nov, 14:02')
    expect(format.time(at, en, new Date('2027-01-01T00:00:00Z'))).toBe('21 Nov 2026, 14:02')
    expect(format.dayKey(new Date('2026-11-21T16:30:00Z'), zh)).toBe('2026-11-22')
  })

  it('are prose where they head a day', () => {
    expect(format.prose(at, zh, now)).toBe('11月21日 周六')
    expect(format.prose(at, en, now)).toBe('Sat 21 Nov')
  })

  it('are relative below a day', () => {
    expect(format.relative(at, zh, now)).toBe('3分钟前')
    expect(format.relative(at, en, now)).toBe('3 min ago')
    expect(format.relative(new Date('2026-11-20T00:00:00Z'), zh, now)).toBeNull()
  })

  it('never write 24:00', () => {
    expect(format.clock(new Date('2026-11-21T16:00:00Z'), zh)).toBe('00:00')
  })
})

it('cuts an id in the middle', () => {
  expect(format.cutMiddle('01JDCABCDEFGHJKMNPQRSTVWXY')).toBe('01JDCA…STVWXY')
})
