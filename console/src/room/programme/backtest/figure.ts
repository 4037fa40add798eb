import type { Budget, Compared, Flow, Pair, Reward, TierMoves } from '../../../client/backtest'

/** A change as a share of what was; null when nothing was. */
export const shareOf = (pair: Pair) => (pair.was === 0 ? null : pair.difference / Math.abs(pair.was))

/** What can be looked at by week, in the order of the tabs. */
export const flows: Flow[] = ['issued', 'net', 'spent', 'expired']

/** Rules by how much they differ, the largest first; those that are alike follow by what they give. */
export function byDifference(parts: Compared['rules']): Compared['rules'] {
  return [...parts].sort((a, b) =>
    Math.abs(b.flows.net.difference) - Math.abs(a.flows.net.difference) ||
    b.flows.net.was - a.flows.net.was || a.key.localeCompare(b.key))
}

/** What happened otherwise to rewards, the largest difference first. */
export function mostDiffering(rewards: Reward[]) {
  return rewards
    .flatMap((reward) => reward.acts.map((act) => ({ reward, act })))
    .filter(({ act }) => act.times.difference !== 0)
    .sort((a, b) => Math.abs(b.act.times.difference) - Math.abs(a.act.times.difference) ||
      a.reward.key.localeCompare(b.reward.key))
}

export type Move = { was: string | null; draft: string | null; members: number }

/** The whole matrix: a row for each tier that was, a column for each by the draft. */
export function matrixOf(moves: TierMoves) {
  const named = (keys: string[], side: 'was' | 'draft') => {
    const none = moves.moves.some((one) => one[side] === null)
    return [...(none ? [null] : []), ...keys] as (string | null)[]
  }
  const rows = named(moves.tiers_was, 'was')
  const columns = named(moves.tiers_draft, 'draft')
  const cells = rows.map((was) => columns.map((draft) =>
    moves.moves.find((one) => one.was === was && one.draft === draft)?.members ?? 0))
  const rank = new Map(moves.tiers_draft.map((key, index) => [key, index]))
  /** Higher, lower or the same: by the ladder of the draft. */
  const way = (was: string | null, draft: string | null): -1 | 0 | 1 => {
    if (was === draft) return 0
    const [from, to] = [rank.get(was ?? ''), rank.get(draft ?? '')]
    if (from === undefined || to === undefined) return 0
    return to > from ? 1 : -1
  }
  return { rows, columns, cells, way }
}

export type Burnt = { week: string; was: number; draft: number }

/** What was taken of a budget by the end of each week, from the first on. */
export function burn(budget: Budget): Burnt[] {
  let [was, draft] = [0, 0]
  return budget.weeks.map((one) => {
    was += one.taken.was
    draft += one.taken.draft
    return { week: one.week, was, draft }
  })
}

/** The week in which the draft takes the last of a budget, or null. */
export function endsIn(budget: Budget): string | null {
  if (!budget.size.draft) return null
  return burn(budget).find((one) => one.draft >= budget.size.draft)?.week ?? null
}

/** How far a back-test is; null while nobody knows how much there is in all. */
export function progressOf(job: { done: number; total: number | null }): number | null {
  if (!job.total || job.done >= job.total) return null
  return Math.floor((100 * job.done) / job.total)
}
