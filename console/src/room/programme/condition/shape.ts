import type { Attribute, Catalogue, Condition } from '../../../client/definition.types'

export type GroupKind = 'all' | 'any' | 'none'
export const groupKinds: GroupKind[] = ['all', 'any', 'none']
export type Operand = 'none' | 'one' | 'pair' | 'many' | 'days'

type Group = { kind: GroupKind; members: Condition[] }

export function groupOf(condition: Condition | null | undefined): Group | null {
  for (const kind of groupKinds) {
    const members = (condition as Record<string, Condition[]> | null | undefined)?.[kind]
    if (Array.isArray(members)) return { kind, members }
  }
  return null
}

export const isLines = (condition: Condition): condition is Extract<Condition, { lines: string }> =>
  'lines' in condition

/** What the right side of an operator takes, for catalogues that do not say so. */
const operands: Record<string, Operand> = {
  in: 'many', not_in: 'many', has_any: 'many', has_all: 'many', has_none: 'many', between: 'pair',
  present: 'none', absent: 'none', within_days: 'days', older_than_days: 'days',
  anniversary_within_days: 'days',
}

export function operandOf(op: string | undefined, catalogue: Catalogue | undefined): Operand {
  const known = catalogue?.operators.find((one) => one.op === op)
  return (known?.operand as Operand | undefined) ?? operands[op ?? ''] ?? 'one'
}

export function operatorsFor(attribute: Attribute | undefined, catalogue: Catalogue | undefined) {
  const all = catalogue?.operators ?? []
  if (!attribute) return all
  const known = attribute.operators
  return all.filter((one) => (known ? known.includes(one.op) : one.types.includes(attribute.type)))
}

/** Attributes a condition may ask here: of lines inside `where`, of the event and member outside. */
export function attributesFor(catalogue: Catalogue | undefined, inLines: boolean, event?: string) {
  return (catalogue?.attributes ?? []).filter((one) => inLines === one.name.startsWith('line.') &&
    (!event || !one.events || one.events.includes(event)))
}

export function freshLeaf(catalogue: Catalogue | undefined, inLines: boolean, event?: string): Condition {
  const open = attributesFor(catalogue, inLines, event)
  const wanted = inLines ? ['line.category'] : ['order.total_cents', 'member.orders']
  const attribute = wanted.map((name) => open.find((one) => one.name === name))
    .find((one) => one !== undefined) ?? open[0]
  const counts = attribute?.type === 'cents' || attribute?.type === 'int'
  const op = counts ? 'at_least' : operatorsFor(attribute, catalogue)[0]?.op ?? 'is'
  const value = attribute?.type === 'cents' ? 5000 : attribute?.type === 'int' ? 1
    : attribute?.type === 'bool' ? true : ''
  return { attribute: attribute?.name ?? '', op, value }
}

/** Moves a member of a group up or down; the same list when it is at the end. */
export function moved(members: Condition[], index: number, by: -1 | 1): Condition[] {
  const to = index + by
  if (to < 0 || to >= members.length) return members
  const copy = [...members]
  const [one] = copy.splice(index, 1)
  copy.splice(to, 0, one!)
  return copy
}

/** Puts a member into a group of its own. */
export function nested(members: Condition[], index: number): Condition[] {
  return members.map((one, at) => (at === index && !groupOf(one) ? { all: [one] } : one))
}
