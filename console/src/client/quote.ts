import { useQuery } from '@tanstack/react-query'
import type { Document } from './definition.types'
import { api, take } from './http'
import type { Schemas } from './types'

export type Quoted = Schemas['Quoted']
export type Considered = Quoted['considered'][number]
export type CartLine = Schemas['CartLine']

export type ValuePay = { value: string; amount_cents?: number }

export type Asked = {
  cart: { lines: CartLine[]; shipping_cents: number; store?: string | null; channel?: string | null }
  member?: string
  draft?: Document
  try_coupons?: { template: string }[]
  every?: boolean
  stored_value?: ValuePay
}

/** What a cart costs; the last answer stays while the next is on its way. Nothing is changed. */
export function useQuote(asked: Asked | null) {
  return useQuery({
    queryKey: ['quote', asked],
    queryFn: ({ signal }) => take(api.POST('/v1/quotes', { body: asked!, signal })),
    enabled: !!asked,
    retry: false,
    placeholderData: (before) => before,
  })
}
