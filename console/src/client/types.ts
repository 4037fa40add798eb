/** Shapes of the HTTP API as the console reads them. Money and points are integers. */
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

export type Page<T> = { items: T[]; next?: string | null; prev?: string | null; total?: number }

export type User = {
  id: string
  email: string
  name: string
  role: string
  role_title?: string | null
  permissions?: string[]
  adjust_limit?: number | null
}
export type Session = { user: User; csrf: string }

export type Masked = { kind: string; masked: string; ref?: string }

export type MemberRow = {
  id: string
  name?: string | null
  identities: Masked[]
  tier?: string | null
  tier_name?: string | Text | null
  stage?: string | null
  provisional?: boolean
  points: number
  pending: number
  orders: number
  last_order_at?: string | null
  registered_at?: string | null
  channel?: string | null
}

export type Balance = {
  currency: string
  title: string | Text
  usable: number
  pending: number
  debt: number
  expiring_30d: number
  next_expiry?: { on: string; amount: number } | null
}

export type TierState = {
  set: string
  title: string | Text
  tier?: string | null
  tier_title?: string | Text | null
  since?: string | null
  ends_on?: string | null
  progress?: {
    have: number; need: number; next?: string | null; next_title?: string | Text | null
    unit?: string | null
  } | null
  keep?: { have: number; need: number; by?: string | null } | null
  announcement?: string | Text | null
}

export type Member = MemberRow & {
  profile: { field: string; title: string | Text; value: unknown; masked: boolean }[]
  balances: Balance[]
  tiers: TierState[]
  stats: {
    orders: number; spent_cents: number; avg_cents: number
    last_order_at?: string | null; first_order_at?: string | null
  }
}

export type EntryKind =
  'issue' | 'reverse' | 'usable' | 'spend' | 'return' | 'expire' | 'adjust' | 'open'

export type TimelineEntry = {
  currency: string; amount: number; kind: string; rule?: string | null
  rule_title?: string | Text | null; entry?: string
}

export type TimelineItem = {
  seq: number
  at: string
  time: string
  type: string
  title: string | Text
  summary: Record<string, unknown>
  entries: TimelineEntry[]
  effects: { type: string; [field: string]: unknown }[]
  source: string
  event_id: string
  release?: string | number | null
}

export type StatementItem = {
  entry: string
  at: string
  time: string
  kind: EntryKind
  currency: string
  amount: number
  balance_after: number
  rule?: string | null
  rule_title?: string | Text | null
  key?: string | null
}

export type Lot = {
  currency: string
  amount: number
  earned_month?: string | number | null
  usable_on?: string | null
  expires_on?: string | null
  state: 'pending' | 'usable' | 'debt'
}

export type OrderRow = {
  order_id: string
  time: string
  store?: string | null
  total_cents: number
  refunded_cents?: number
  lines?: number
  points?: number
  seq?: number
}

export type EventRow = {
  source: string
  id: string
  type: string
  title?: string | Text
  time: string
  at: string
  member?: string | null
  seq?: number | null
  summary?: Record<string, unknown>
  data?: unknown
  effects?: { type: string; [field: string]: unknown }[]
  release?: string | number | null
}

export type InboxRow = {
  id: string
  status: 'open' | 'folded' | 'dismissed'
  at: string
  source: string
  event_id: string
  type: string
  title?: string
  subject?: string | null
  time?: string
  event: unknown
  problem: Problem
  tries?: number
  reason?: string | null
  closed_at?: string | null
}

export type Job = {
  id: string
  kind: string
  title?: string | Text
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  done?: number
  total?: number | null
  rate?: number | null
  left_seconds?: number | null
  created_at: string
  finished_at?: string | null
  result?: { rows?: number; rejected?: number; file?: string } | null
  problem?: Problem | null
}

export type Key = {
  id: string
  name: string
  prefix?: string
  scopes: string[]
  created_at: string
  created_by?: string
  last_used_at?: string | null
  expires_at?: string | null
  revoked_at?: string | null
  secret?: string | null
}

export type Person = User & {
  active?: boolean; signed_in_at?: string | null; created_at?: string | null
}

export type Role = {
  name: string
  title: string
  permissions: { name: string; title: string }[]
  adjust_limit?: number | null
}
