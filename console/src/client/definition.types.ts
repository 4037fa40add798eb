import type { Schemas, Text } from './types'

/** A document of the programme; its other fields depend on `kind`. */
export type Document = { kind: string; key: string; name: Text; note?: string | null
  [field: string]: unknown }

/** A fault of a document; one made here may bring both languages. */
export type Issue = Omit<Schemas['Flaw'], 'message'> & { message: string | Text }

type Draft = Omit<Schemas['DraftNote'], 'document'> & {
  /** Null: the definition is to go with the next release. */
  document: Document | null
}

export type DefinitionRow = Omit<Schemas['DefinitionItem'], 'document' | 'draft'> & {
  document: Document | null
  draft: Draft | null
}

export type Version = Omit<Schemas['Version'], 'document'> & { document: Document }

export type Definition = Omit<Schemas['Definition'], 'live' | 'draft' | 'versions'> & {
  live: (Omit<Schemas['Live'], 'document'> & { document: Document }) | null
  draft: Draft | null
  versions: Version[]
}

export type Checked = Omit<Schemas['Checked'], 'document'> & {
  /** Null when the text could not be read. */
  document: Document | null
}

export type Change = Schemas['ChangeShown']
export type ReleaseDraft = Schemas['DraftRelease']
export type Release = Schemas['ReleaseItem']

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
