import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  title: string
  /** Written in the header, so that the cells hold figures only. */
  unit?: string
  right?: boolean
  width?: number
  /** The server's name of this column in `sort=`. */
  sort?: string
  /** Not shown until chosen. */
  extra?: boolean
  render: (row: Row) => ReactNode
}

export type Density = 'compact' | 'normal' | 'roomy'

export type Look = { density: Density; hidden: string[] | null }

export const firstLook: Look = { density: 'normal', hidden: null }

/** The columns one person sees: theirs, or those that are not extra. The first always stays. */
export function shown<Row>(columns: Column<Row>[], look: Look): Column<Row>[] {
  return columns.filter((column, index) =>
    index === 0 || (look.hidden ? !look.hidden.includes(column.key) : !column.extra))
}

/** `-points` ↔ which column is sorted and how. */
export function sortState(sort: string | null | undefined, key: string): 'asc' | 'desc' | null {
  if (sort === key) return 'asc'
  return sort === `-${key}` ? 'desc' : null
}

export function nextSort(sort: string | null | undefined, key: string): string {
  return sortState(sort, key) === 'desc' ? key : `-${key}`
}
