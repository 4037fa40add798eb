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
