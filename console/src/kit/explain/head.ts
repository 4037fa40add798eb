/** What is already known of an event when its explanation is opened: the drawer shows it at once. */
export type Head = {
  amount?: number
  currency?: string
  rule?: string
  title?: string
  time?: string
  order?: string
  total_cents?: number
}

const heads = new Map<string, Head>()

export function rememberHead(member: string, seq: number | string, head: Head) {
  if (heads.size > 500) heads.clear()
  heads.set(`${member} ${seq}`, head)
}

export const headOf = (member: string, seq: number | string) => heads.get(`${member} ${seq}`) ?? {}

type Moved = { amount: number; currency: string; kind: string }

/** Entries in the order people ask about them: what was given or taken, then what became usable. */
export function inOrder<T extends Moved>(entries: T[]): T[] {
  return [...entries].filter((one) => one.amount !== 0)
    .sort((a, b) => Number(a.kind === 'usable') - Number(b.kind === 'usable'))
}
