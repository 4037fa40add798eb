import type { Text } from './types'

/** A document of the programme; its other fields depend on `kind`. */
export type Document = { kind: string; key: string; name: Text; note?: string | null
  [field: string]: unknown }

export type Issue = {
  code: string
  place?: string | null
  message: string | Text
  suggestion?: string | null
}

export type DefinitionRow = {
  kind: string
  key: string
  name: Text
  status: 'draft' | 'live' | 'archived' | 'scheduled' | 'review' | 'paused'
  version?: number | null
  draft?: { version?: number; saved_at: string; by?: string | null; document?: Document | null } | null
  document?: Document | null
  sentence?: string | Text | null
}

export type Version = {
  version: number
  release: string | number | null
  published_at: string
  by?: string | null
  document?: Document
}

export type Definition = {
  live?: { version: number; document: Document; release?: string | number } | null
  /** `document` null: the definition is to go with the next release. */
  draft?: {
    document: Document | null; saved_at: string; by?: string | null; version?: number
    base_version?: number | null
  } | null
  versions: Version[]
}

export type Checked = {
  /** Null when the text could not be read. */
  document: Document | null
  yaml: string | null
  sentence: Text | null
  problems: Issue[]
}

export type Change = {
  kind: string
  key: string
  name: Text
  change: 'added' | 'changed' | 'removed'
  diff: { path: string; before?: unknown; after?: unknown }[]
  by?: string | null
  saved_at?: string | null
}

export type ReleaseDraft = {
  changes: Change[]
  problems: (Issue & { kind?: string | null; key?: string | null })[]
  /** The number the next release will have. */
  next?: number
}

export type Release = {
  id: string | number
  number?: number
  note?: string | null
  status?: 'live' | 'scheduled' | 'former'
  effective_at?: string | null
  published_at: string
  by?: string | null
  changes?: number
  changed?: string[]
}

export type AttributeType =
  'text' | 'integer' | 'number' | 'money' | 'points' | 'boolean' | 'date' | 'datetime' | 'time' | 'list' | string

export type Attribute = {
  name: string
  type: AttributeType
  title: string | Text
  values?: { value: string | number; title: string | Text }[] | (string | number)[] | null
  unit?: string | null
  ordered?: boolean
  /** Operators that compare it. */
  operators?: string[]
  /** Event types that carry it; absent means every event. */
  events?: string[]
}

export type Catalogue = {
  events: { name: string; title: string | Text; attributes?: string[]; schema?: unknown }[]
  attributes: Attribute[]
  effects?: { type: string; title: string | Text }[]
  operators: { op: string; title: string | Text; types: string[]; operand?: string }[]
}

/** A condition as it is written in documents. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { none: Condition[] }
  | { attribute: string; op: string; value?: unknown }
  | { lines: 'any' | 'every' | 'sum' | 'count'; where?: Condition | null; of?: string
    op?: string; value?: unknown }
