import type { Lot, StatementItem, Text } from './types'

/** One part of a condition, judged. */
export type TraceNode = {
  op: string
  title: string | Text
  required?: unknown
  seen?: unknown
  passed: boolean | null
  children?: TraceNode[]
}

export type RuleTrace = {
  rule: string
  title: string | Text
  version?: number | null
  state: 'applied' | 'not_applied' | 'capped' | 'excluded' | 'refused' | 'reversed'
  how_far?: string | Text | null
  /** Why it was excluded or capped. */
  reason?: string | Text | null
  tree?: TraceNode | null
  formula?: { label: string | Text; value: string | number | Text }[]
  amount: number
  currency?: string | null
}

/** Why a tier set moved, kept or announced something, or why the tier stays. */
export type TierTrace = {
  set: string
  title: string | Text
  what: 'upgraded' | 'downgraded' | 'refunded' | 'removed' | 'history' | 'kept' | 'announced'
    | 'stays' | 'waits'
  from: string; from_title: string | Text
  to: string; to_title: string | Text
  /** The business day of the judgement: of what timers did, an earlier one than the event's. */
  day: string
  reason: string | Text
  tree: TraceNode
}

/** A paid order that was priced by the engine that quotes, beside what the till charged. */
export type PricingTrace = {
  release: number; priced_at: string; hold_id: string | null; verdict: string | Text
  list_cents: number; expected_cents: number; paid_cents: number; difference_cents: number
  lines_off: number
  lines: { sku: string; list_cents: number; expected_cents: number; paid_cents: number }[]
  shipping: { list_cents: number; expected_cents: number; paid_cents: number }
  discounts: {
    source: 'offer' | 'coupon'; key: string; name: string | Text; coupon: string | null
    applied: boolean; expected_cents: number; given_cents: number
    code: string | null; reason: string | Text | null
  }[]
}

export type Explain = {
  event: {
    type: string; title?: string | Text; source: string; id: string; time: string; at?: string
    subject?: string; data?: Record<string, unknown>; member?: string; seq?: number
  }
  release?: number | null
  engine?: string | number | null
  verified: boolean | null
  report?: string | null
  rules: RuleTrace[]
  entries: StatementItem[]
  lots: Lot[]
  tiers?: TierTrace[]
  tier?: { before?: string | Text | null; after?: string | Text | null } | null
  reversed_by?: { source: string; id: string; seq?: number } | null
  opening?: boolean
  effects?: { type: string; [field: string]: unknown }[]
  /** A refund: what is kept of the order, and what each rule had given, gives now, lost. */
  refund?: {
    order_id: string; bought_seq: number; judged_by: number; consequences_by: number
    paid_cents: number; kept_cents: number
    lines: { rule: string; title: string; before: number; kept: number; taken_back: number }[]
  } | null
  pricing?: PricingTrace | null
  /** Why a tried event would be refused. */
  problem?: { title?: string; detail?: string; code?: string } | null
}
