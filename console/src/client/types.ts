import type { components } from './schema'

/** Shapes of the API, from its own OpenAPI document; refined where that leaves an object open. */
export type Schemas = components['schemas']

/** The operator's own text, or the server's, which comes in the language of the screen. */
export type Text = { zh: string; en: string }

export type Problem = {
  type?: string
  title: string
  status: number
  detail?: string
  code: string
  hint?: string | null
  place?: string | null
  instance?: string
  trace?: string
  errors?: { place?: string | null; message: string; code?: string }[]
}

export type Page<T> = {
  items: T[]; next?: string | null; prev?: string | null; total?: number | null
}

export type User = Schemas['User']
export type Session = Schemas['Session']
export type MemberRow = Schemas['MemberItem']
export type Member = Schemas['MemberDetail']
export type Balance = Schemas['BalanceShown']
export type TierState = Schemas['TierShown']
export type StatementItem = Schemas['EntryShown']
export type OrderRow = Schemas['OrderItem']
export type Revealed = Schemas['Revealed']
export type EventRow = Schemas['EventItem']
export type EventShown = Schemas['EventShown']
export type InboxRow = Schemas['InboxItem']
export type Job = Schemas['JobShown']
export type Key = Schemas['KeyShown']
export type Person = Schemas['Person']
export type Role = Schemas['RoleView']

export type Effect = { type: string; [field: string]: unknown }

export type TimelineItem = Omit<Schemas['TimelineItem'], 'effects'> & { effects: Effect[] }

/** A lot as the ledger lists it, or as an explanation tells where a credit came to lie. */
export type Lot = {
  currency: string
  amount: number
  earned_month?: string | number | null
  usable_on?: string | null
  expires_on?: string | null
  state: 'pending' | 'usable' | 'debt'
  funder?: string | null
  /** Null: the main brand, or a debt. */
  brand?: string | null
}
