/** What the entries of a list are; `auto` lets each one tell by its shape. */
export const listKinds = ['auto', 'phone', 'card', 'email', 'member'] as const
export type ListKind = (typeof listKinds)[number]

/** An entry of a list: the line it stands in, as it was typed, and as the API calls it. */
export type Entry = { line: number; typed: string; name: string }

/** Longer ones are cut: the API reads no name so long, and says so of this one alone. */
const LONGEST = 300

const headings: [Exclude<ListKind, 'auto'>, RegExp][] = [
  ['phone', /^(phone|mobile|tel|phone number|手机|手机号|手机号码|电话)$/i],
  ['card', /^(card|card no\.?|card number|会员卡|会员卡号|卡号)$/i],
  ['email', /^(e-?mail|e-?mail address|邮箱|电子邮箱)$/i],
  ['member', /^(member|member id|会员|会员编号)$/i],
]

/**
 * The entries of a text: one a line, or of a table the column whose heading says what it is, else the
 * first. A single line with several entries is a list too.
 */
export function entriesIn(text: string, kind: ListKind): Entry[] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, cells: cellsOf(line).map(bare) }))
    .filter(({ cells }) => cells.some(Boolean))
  const [first] = rows
  if (!first) return []
  if (rows.length === 1) return first.cells.filter(Boolean).map((typed) => entry(first.line, typed, kind))
  const named = first.cells.flatMap((cell, column) =>
    headings.flatMap(([of, words]) => (words.test(cell) ? [{ column, of }] : [])))
  const heading = named.find(({ of }) => of === kind) ?? named[0]
  const column = heading?.column ?? 0
  const read = kind === 'auto' ? heading?.of ?? kind : kind
  // A first line without figures above one that has some is a heading, whatever it says.
  const wordy = !heading && !/[\d@]/.test(first.cells[0] ?? '') && /\d/.test(rows[1]!.cells[0] ?? '')
  return rows.slice(heading || wordy ? 1 : 0)
    .flatMap(({ line, cells }) => (cells[column] ? [entry(line, cells[column], read)] : []))
}

/** Between quotes nothing parts two cells. */
const cellsOf = (line: string) => (line.includes('"')
  ? line.split(/[,;，；、\t](?=(?:[^"]*"[^"]*")*[^"]*$)/) : line.split(/[,;，；、\t]/))

/** Without the quotes of a table and the apostrophe by which spreadsheets keep figures as text. */
const bare = (cell: string) => cell.trim().replace(/^"(.*)"$/, '$1').replace(/^'/, '').trim()

const entry = (line: number, typed: string, kind: ListKind): Entry =>
  ({ line, typed, name: nameOf(typed, kind).slice(0, LONGEST) })

function nameOf(typed: string, kind: ListKind): string {
  if (/^[a-z]{2,20}:/.test(typed)) return typed
  if (kind !== 'auto') return `${kind}:${typed}`
  if (typed.includes('@')) return `email:${typed}`
  if (/^0[0-9A-HJKMNP-TV-Z]{25}$/.test(typed)) return `member:${typed}`
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  // 1.38E+10 is what a spreadsheet leaves of a phone number: read as one, it is refused as none.
  return /^(\+\d{7,15}|1[3-9]\d{9}|\d\.\d+E\+?\d+)$/i.test(digits) ? `phone:${typed}` : `card:${typed}`
}
