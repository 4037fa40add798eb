import { asked, type Query } from './http'
import type { Schemas } from './types'

/** An address knows words only; in a body numbers are numbers and answers are yes or no. */
export function memberFilter(query: Query): Schemas['MemberQuery'] {
  const typed = Object.entries(query).map(([key, value]) => {
    if (typeof value !== 'string') return [key, value]
    if (/_(min|max)$/.test(key)) return [key, Number(value)]
    return [key, key === 'provisional' ? value === 'true' : value]
  })
  return asked<Schemas['MemberQuery']>(Object.fromEntries(typed) as Query)
}
