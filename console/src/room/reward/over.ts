import type { DefinitionRow } from '../../client/definition.types'

/** The last day of a definition with fixed days, or null. */
function lastDay(row: DefinitionRow): string | null {
  const document = row.document as { last?: string; valid?: { last?: string } } | null
  return document?.last ?? document?.valid?.last ?? null
}

/** Whether its last day is over; a draft beside it may give it another one. */
export function isOver(row: DefinitionRow, now: Date = new Date()): boolean {
  const last = lastDay(row)
  return !row.draft && last !== null && last < now.toISOString().slice(0, 10)
}

/** What is open first, then what ended, the latest of it first. */
export function openFirst(rows: DefinitionRow[], now: Date = new Date()): DefinitionRow[] {
  const open = rows.filter((row) => !isOver(row, now))
  const over = rows.filter((row) => isOver(row, now))
  return [...open, ...over.sort((a, b) => (lastDay(b) ?? '').localeCompare(lastDay(a) ?? ''))]
}
