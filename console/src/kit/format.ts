/**
 * Numbers, money and time as section "Words" of the design guide wants them. Pure: everything that
 * could vary comes in as `Manner`, so a test can hold each line of the guide.
 */
export type Manner = {
  language: string
  zone: string
  /** ISO 4217 code of the programme's money and how many minor digits it has. */
  currency: string
  digits: number
}

const COMPACT_FROM = 100_000
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const found = cache.get(key)
  if (found) return found as T
  const made = make()
  cache.set(key, made)
  return made
}

function number(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(`n ${language} ${JSON.stringify(options)}`, () =>
    new Intl.NumberFormat(language, options))
}

function calendar(m: Manner, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = m.language === 'en' ? 'en-GB' : m.language
  return kept(`d ${language} ${m.zone} ${JSON.stringify(options)}`, () =>
    new Intl.DateTimeFormat(language, { timeZone: m.zone, hourCycle: 'h23', ...options }))
}

/** A whole number in full: 1,234,567. */
export const count = (n: number, m: Manner) => number(m.language, {}).format(n)

/** For cards and axes: in full below 100,000, then 12.3万 / 123.5K. */
export function compact(n: number, m: Manner): string {
  if (Math.abs(n) < COMPACT_FROM) return count(n, m)
  return number(m.language, {
    notation: 'compact', minimumFractionDigits: 1, maximumFractionDigits: 1,
  }).format(n)
}

/** Minor units to money: ¥1,234.50, -¥20.00. */
export function money(minor: number, m: Manner): string {
  return number(m.language, {
    style: 'currency', currency: m.currency, currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: m.digits, maximumFractionDigits: m.digits,
  }).format(minor / 10 ** m.digits)
}

/** Money as a plain number, for tables that are saved as CSV: 1234.50. */
export const decimal = (minor: number, m: Manner) => (minor / 10 ** m.digits).toFixed(m.digits)

/** Money for cards: ¥12.3万 from 100,000 on, else without cents only when there are none. */
export function moneyCompact(minor: number, m: Manner): string {
  if (Math.abs(minor / 10 ** m.digits) < COMPACT_FROM) return money(minor, m)
  return number(m.language, {
    style: 'currency', currency: m.currency, currencyDisplay: 'narrowSymbol',
    notation: 'compact', minimumFractionDigits: 1, maximumFractionDigits: 1,
  }).format(minor / 10 ** m.digits)
}

/** A change, always signed: +200, -20, 0. */
export function delta(n: number, m: Manner): string {
  return n > 0 ? `+${count(n, m)}` : count(n, m)
}

/** A share (0…1): 8.1%, and "<0.1%" rather than a 0.0% that is not zero. */
export function percent(share: number, m: Manner): string {
  if (share === 0) return '0%'
  if (Math.abs(share) < 0.001) return share > 0 ? '<0.1%' : '>-0.1%'
  return number(m.language, {
    style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1,
  }).format(share)
}

function parts(at: Date, m: Manner): Record<string, string> {
  const options = {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  } as const
  return Object.fromEntries(calendar(m, options).formatToParts(at).map((p) => [p.type, p.value]))
}

/** The calendar day in the programme's zone, 2026-11-21. */
export function dayKey(at: Date, m: Manner): string {
  const p = parts(at, m)
  return `${p.year}-${p.month}-${p.day}`
}

/** Clock time in the programme's zone, 14:02. */
export function clock(at: Date, m: Manner): string {
  const p = parts(at, m)
  return `${p.hour}:${p.minute}`
}

/** For tables: 2026-11-21 14:02 / 21 Nov 2026, 14:02; the current year is left out. */
export function time(at: Date, m: Manner, now: Date, whole = false): string {
  const p = parts(at, m)
  const thisYear = !whole && p.year === parts(now, m).year
  if (m.language === 'en') return `${date(at, m, now, whole)}, ${p.hour}:${p.minute}`
  return `${thisYear ? '' : `${p.year}-`}${p.month}-${p.day} ${p.hour}:${p.minute}`
}

/** The day alone, for tables. */
export function date(at: Date, m: Manner, now: Date, whole = false): string {
  const p = parts(at, m)
  const thisYear = !whole && p.year === parts(now, m).year
  if (m.language !== 'en') return `${thisYear ? '' : `${p.year}-`}${p.month}-${p.day}`
  return calendar(m, {
    day: 'numeric', month: 'short', ...(thisYear ? {} : { year: 'numeric' as const }),
  }).format(at)
}

/** In prose: 11月21日 周六 / Sat 21 Nov. */
export function prose(at: Date, m: Manner, now: Date): string {
  const thisYear = parts(at, m).year === parts(now, m).year
  const year = thisYear ? {} : { year: 'numeric' as const }
  const weekday = calendar(m, { weekday: 'short' }).format(at)
  if (m.language === 'en')
    return `${weekday} ${calendar(m, { ...year, day: 'numeric', month: 'short' }).format(at)}`
  return `${calendar(m, { ...year, month: 'long', day: 'numeric' }).format(at)} ${weekday}`
}

export const weekday = (at: Date, m: Manner) => calendar(m, { weekday: 'short' }).format(at)

/** A plain day (2026-11-30) is the same day in every zone: noon UTC, read in UTC. */
export function plainDay(day: string): Date {
  return new Date(`${day.slice(0, 10)}T12:00:00Z`)
}

/** Below 24 hours: 3分钟前 / 3 min ago; older times are given exactly. */
export function relative(at: Date, m: Manner, now: Date): string | null {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000)
  if (seconds < 0 || seconds >= 86_400) return null
  const spoken = kept(`r ${m.language}`, () => new Intl.RelativeTimeFormat(m.language, {
    style: 'narrow', numeric: 'auto',
  }))
  const [value, unit] = seconds < 60 ? [seconds < 5 ? 0 : seconds, 'second'] as const
    : seconds < 3600 ? [Math.floor(seconds / 60), 'minute'] as const
      : [Math.floor(seconds / 3600), 'hour'] as const
  const said = spoken.format(-value, unit)
  if (m.language !== 'en') return said
  return said.replace(/^(\d+)s ago/, '$1 s ago').replace(/^(\d+)m(in\.?)? ago/, '$1 min ago')
    .replace(/^(\d+)h(r\.?)? ago/, '$1 h ago')
}

/** Digits people type: full width and ￥ are taken as what they mean; null when not a number. */
export function typedNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[¥$€£,\s]/g, '')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

/** An id cut in the middle. */
export function cutMiddle(id: string, most = 14): string {
  if (id.length <= most) return id
  const half = Math.floor((most - 1) / 2)
  return `${id.slice(0, half)}…${id.slice(-half)}`
}
