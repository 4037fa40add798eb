/** Tier flow of a window: who went from which tier to which. */
export type Flow = { from: string | null; to: string | null; members: number }

export type Tier = { key: string; title: string; rank: number }

/** The tiers that occur, by rank; tiers nobody named keep the order in which they come. */
export function tiersOf(flow: Flow[], known: Tier[]): Tier[] {
  const seen = new Set(flow.flatMap((one) => [one.from, one.to]).filter((one) => one !== null))
  const found = known.filter((tier) => seen.has(tier.key) || seen.has(tier.title))
  const rest = [...seen].filter((key) => !found.some((tier) => tier.key === key || tier.title === key))
  return [...found, ...rest.map((key, index) => ({ key, title: key, rank: found.length + index }))]
}

export function matrixOf(flow: Flow[], tiers: Tier[]): number[][] {
  const place = (key: string | null) => tiers.findIndex((t) => t.key === key || t.title === key)
  const cells = tiers.map(() => tiers.map(() => 0))
  for (const one of flow) {
    const row = cells[place(one.from)]
    const at = place(one.to)
    if (row && at >= 0) row[at] = (row[at] ?? 0) + one.members
  }
  return cells
}

/** Members that rose, fell, stayed and joined. */
export function totals(flow: Flow[], tiers: Tier[]) {
  const place = (key: string | null) => tiers.findIndex((t) => t.key === key || t.title === key)
  const sum = { up: 0, down: 0, stayed: 0, joined: 0 }
  for (const one of flow) {
    const [from, to] = [place(one.from), place(one.to)]
    if (from < 0) sum.joined += one.members
    else if (to > from) sum.up += one.members
    else if (to < from) sum.down += one.members
    else sum.stayed += one.members
  }
  return sum
}
