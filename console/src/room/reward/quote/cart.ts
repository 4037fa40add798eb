import type { CartLine, Considered } from '../../../client/quote'

/** A line as it is edited: the price is that of all its pieces together, before discounts. */
export type Line = {
  sku: string; name: string; quantity: number; list_cents: number
  department?: string | null; category?: string | null; brand?: string | null
}
export type Sample = { lines: Line[]; shipping: number; store?: string | null; channel?: string | null }

type OrderLine = Partial<Line> & { paid_cents?: number; discount_cents?: number | null; sku?: string }
type Order = {
  lines?: OrderLine[]; shipping_cents?: number; store?: string | null; channel?: string | null
}

/** The cart that an order was, at the prices before its discounts. */
export function cartOf(order: unknown): Sample {
  const { lines = [], shipping_cents = 0, store, channel } = (order ?? {}) as Order
  return {
    lines: lines.map((line) => ({
      sku: line.sku ?? '', name: line.name ?? '', quantity: line.quantity ?? 1,
      list_cents: line.list_cents ?? (line.paid_cents ?? 0) + (line.discount_cents ?? 0),
      department: line.department, category: line.category, brand: line.brand,
    })),
    shipping: shipping_cents, store, channel,
  }
}

/** Another number of pieces at the same price each. */
export function withQuantity(line: Line, quantity: number): Line {
  return { ...line, quantity, list_cents: Math.round((line.list_cents / line.quantity) * quantity) }
}

/** What is sent: without what is not known. */
export function sent(line: Line): CartLine {
  const { sku, name, quantity, list_cents, department, category, brand } = line
  return {
    sku, quantity, list_cents, ...(name ? { name } : {}), ...(department ? { department } : {}),
    ...(category ? { category } : {}), ...(brand ? { brand } : {}),
  }
}

/** Applied first, then what is nearest to applying, then the rest; this document leads its group. */
export function inOrder(considered: Considered[], own?: string): Considered[] {
  const group = (one: Considered) => (one.applied ? 0 : one.reason?.missing_cents ? 1 : 2)
  return [...considered].sort((a, b) => group(a) - group(b) ||
    Number(b.key === own) - Number(a.key === own) ||
    (a.applied ? b.cents - a.cents : (a.reason?.missing_cents ?? 0) - (b.reason?.missing_cents ?? 0)))
}

/** The order to begin with: the latest one with a few lines, else the latest. */
export function goodOrder<Row extends { summary: Record<string, unknown> }>(rows: Row[]): Row | undefined {
  const lines = (row: Row) => Number(row.summary.lines ?? 0)
  return rows.find((row) => lines(row) >= 3 && lines(row) <= 8) ?? rows[0]
}
