import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, asked, take } from './http'
import type { Schemas } from './types'

export type OrderOff = Schemas['OrderOff']
export type OffSums = Schemas['OffSums']

/** Paid orders that a till charged otherwise than the engine reckons, latest first, at most 500, and the sums of all. */
export const useOrdersOff = (query: { days: number; store: string | null; least_cents: number; lines: boolean }) => useQuery({
  queryKey: ['order', 'off', query],
  queryFn: () => take(api.GET('/v1/orders/off', { params: { query: asked<object>(query) } })),
  placeholderData: keepPreviousData,
})
