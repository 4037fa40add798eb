import type { ChartTable } from './chart'

/** Comma-separated text with the mark that lets Excel read it as UTF-8. */
export function csv(table: ChartTable): string {
  const cell = (value: string | number) => {
    const text = String(value)
    // A leading =, +, - or @ of a text would be run as a formula; a number is none.
    const safe = /^[=+\-@]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\uFEFF${[table.columns, ...table.rows].map((row) => row.map(cell).join(',')).join('\r\n')}`
}

/** Saves text, or a data URL, as a file. */
export function save(name: string, content: string, type?: string) {
  const link = document.createElement('a')
  const made = type ? URL.createObjectURL(new Blob([content], { type })) : content
  link.href = made
  link.download = name
  link.click()
  if (type) setTimeout(() => URL.revokeObjectURL(made), 1000)
}
