import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, once, take } from './http'
import type { Schemas } from './types'

/** Every gift that is live and not over, with how many are left. */
export const useGifts = () => useQuery({
  queryKey: ['gift'],
  queryFn: () => take(api.GET('/v1/gifts')).then((found) => found.gifts),
  staleTime: 30_000,
})

export type Waiting = Schemas['RedemptionWaiting']
export type Redemption = Schemas['RedemptionShown']

/** What a member has redeemed or was given, the latest first. */
export const useRedemptions = (member: string) => useQuery({
  queryKey: ['redemption', 'member', member],
  queryFn: () => take(api.GET('/v1/members/{member}/redemptions', { params: { path: { member } } }))
    .then((found) => found.redemptions),
})

/** What waits to be handed over or shipped, the oldest first. */
export const useWaiting = () => useQuery({
  queryKey: ['redemption', 'waiting'],
  queryFn: () => take(api.GET('/v1/redemptions')),
  refetchInterval: 30_000,
})

/** The redemptions of a number: one, or one of each member who used the same. */
export const useRedemption = (number: string | null) => useQuery({
  queryKey: ['redemption', number],
  queryFn: () => take(api.GET('/v1/redemptions', { params: { query: { redemption: number! } } }))
    .then((page) => page.items),
  enabled: !!number,
  retry: false,
})

/** Codes of somebody else's for a gift; what was known already is counted apart. */
export function useBringCodes(gift: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ codes, key }: { codes: string[]; key: string }) =>
      take(api.POST('/v1/gifts/{gift}/codes', {
        params: { path: { gift } }, body: { codes }, headers: once(key),
      })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['gift'] }),
  })
}

function useAfter() {
  const client = useQueryClient()
  return () => Promise.all([['redemption'], ['gift'], ['member']].map((queryKey) =>
    client.invalidateQueries({ queryKey })))
}

const of = (one: Waiting) => ({ path: { member: one.member, redemption: one.redemption_id } })

/** A gift for nothing. */
export function useGiveGift(member: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: { gift: string; reason: string; key: string }) =>
      take(api.POST('/v1/members/{member}/gifts', {
        params: { path: { member } }, body, headers: once(key),
      })),
    onSuccess: useAfter(),
  })
}

export function useFulfil() {
  return useMutation({
    mutationFn: ({ one, reference, key }: { one: Waiting; reference?: string; key: string }) =>
      take(api.POST('/v1/members/{member}/redemptions/{redemption}/fulfil', {
        params: of(one), body: reference ? { reference } : {}, headers: once(key),
      })),
    onSuccess: useAfter(),
  })
}

export function useReverse() {
  return useMutation({
    mutationFn: ({ one, reason, key }: { one: Waiting; reason: string; key: string }) =>
      take(api.POST('/v1/members/{member}/redemptions/{redemption}/reverse', {
        params: of(one), body: { reason }, headers: once(key),
      })),
    onSuccess: useAfter(),
  })
}
