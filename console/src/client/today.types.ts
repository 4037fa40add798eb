import type { Text, TimelineEntry } from './types'

export type Figure = { value: number; previous?: number | null; series?: number[] | null }

export type Decision = {
  member: string
  seq: number
  name?: string | null
  at: string
  time?: string
  type: string
  title: string | Text
  summary?: Record<string, unknown>
  entries: TimelineEntry[]
  effects?: { type: string; [field: string]: unknown }[]
}

export type Today = {
  at: string
  window?: { day: string; from: string; to: string; is_today: boolean }
  /** The currency of the points figures. */
  currency?: string | null
  figures: {
    orders: Figure
    active_members: Figure
    points_issued: Figure
    points_spent: Figure
    points_outstanding: Figure
  }
  tier_flow: { from: string | null; to: string | null; members: number }[]
  failed_events: number
  drafts: number
  members: number
  stream: Decision[]
}
