import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, once, take, type Query } from './http'
import { memberFilter } from './member-filter'
import type { Schemas } from './types'

export type CouponFigure = Schemas['CouponFigure']
export type Wallet = Schemas['WalletShown']
export type CouponHeld = Schemas['CouponShown']
export type CouponChange = Schemas['CouponChange']

/** These templates in 30 days, and what is left of them. */
export const useCouponFigures = (keys: string[] | undefined) => useQuery({
  queryKey: ['figures', 'coupons', keys],
  queryFn: () => take(api.GET('/v1/coupons/figures', {
    params: { query: { coupons: keys!.join(','), limit: 200 } },
  })).then((page) => page.items),
  enabled: !!keys?.length,
  staleTime: 60_000,
  retry: 1,
})

const of = (member: string) => ({ path: { member } })

/** What a member can use now. */
export const useWallet = (member: string) => useQuery({
  queryKey: ['member', member, 'coupons'],
  queryFn: () => take(api.GET('/v1/members/{member}/coupons', { params: of(member) })),
})

/** What happened to a member's coupons, latest first. */
export const useCouponChanges = (member: string) => useQuery({
  queryKey: ['member', member, 'coupons', 'changes'],
  queryFn: () => take(api.GET('/v1/members/{member}/coupons/changes', { params: of(member) }))
    .then((page) => page.items),
})

function useChanged(member: string) {
  const client = useQueryClient()
  return () => Promise.all([['member', member], ['figures', 'coupons'], ['figures', 'packs']].map((queryKey) =>
    client.invalidateQueries({ queryKey })))
}

export function useIssueCoupons(member: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: { coupon: string; count: number; reason: string; key: string }) =>
      take(api.POST('/v1/members/{member}/coupons', { params: of(member), body, headers: once(key) })),
    onSuccess: useChanged(member),
  })
}

/** Every coupon of a pack, or none. */
export function useIssuePack(member: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: { pack: string; reason: string; key: string }) =>
      take(api.POST('/v1/members/{member}/packs', { params: of(member), body, headers: once(key) })),
    onSuccess: useChanged(member),
  })
}

/** Whom something is for: members by name, or a filter and how many at most it may find. */
export type Receivers = { members: string[] } | { filter: Query; most: number }

/** So many coupons of a template for each, or a pack. */
export type Given = { coupon: string; count: number } | { pack: string }

/** Coupons or a pack for everybody who matches, or for a list of members, as a job. */
export function useIssueToMany() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, reason, given, to }: {
      key: string; reason: string; given: Given; to: Receivers
    }) => {
      const headers = once(key)
      const body = {
        reason, ...('members' in to ? to : { filter: memberFilter(to.filter), most: to.most }),
      }
      return 'pack' in given
        ? take(api.POST('/v1/packs/{pack}/issues', { params: { path: given }, headers, body }))
        : take(api.POST('/v1/coupons/{template}/issues', {
          params: { path: { template: given.coupon } }, headers, body: { ...body, count: given.count },
        }))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['job'] }),
  })
}

export function useVoidCoupon(member: string) {
  return useMutation({
    mutationFn: ({ key, coupon, reason }: { coupon: string; reason: string; key: string }) =>
      take(api.POST('/v1/members/{member}/coupons/{coupon}/void', {
        params: { path: { member, coupon } }, body: { reason }, headers: once(key),
      })),
    onSuccess: useChanged(member),
  })
}
