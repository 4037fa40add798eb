import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, once, take } from './http'
import type { Schemas } from './types'

export type Donations = Schemas['DonationsShown']

/** How far a project is, and what its donors were told. */
export const useDonations = (gift: string | null) => useQuery({
  queryKey: ['donation', gift],
  queryFn: () => take(api.GET('/v1/gifts/{gift}/donations', { params: { path: { gift: gift! } } })),
  enabled: !!gift,
  refetchInterval: 60_000,
})

/** Tells every donor a result, as a job. */
export function useTellDonors(gift: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...body }: Schemas['Telling'] & { key: string }) =>
      take(api.POST('/v1/gifts/{gift}/reports', {
        params: { path: { gift } }, body, headers: once(key),
      })),
    onSuccess: () => Promise.all([['donation', gift], ['job']].map((queryKey) =>
      client.invalidateQueries({ queryKey }))),
  })
}
