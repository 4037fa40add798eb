import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, asked, take } from './http'
import type { Schemas } from './types'

export type OrderOff = Schemas['OrderOff']

/** Paid orders that a till charged otherwise than the engine reckons, latest first, at most 500. */
export const useOrdersOff = (query: { days: number; store: string | null; lines: boolean }) => useQuery({
  queryKey: ['order', 'off', query],
  queryFn: () => take(api.GET('/v1/orders/off', { params: { query: asked<object>(query) } })),
  placeholderData: keepPreviousData,
})
