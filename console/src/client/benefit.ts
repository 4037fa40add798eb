import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asked, once, take } from './http'
import type { Schemas } from './types'

export type MemberBenefit = Schemas['BenefitShown']
export type BenefitUse = Schemas['UseShown']

/** Every benefit for a member: whether entitled, what is used and left, and why not. */
export const useMemberBenefits = (member: string) => useQuery({
  queryKey: ['member', member, 'benefit'],
  queryFn: () => take(api.GET('/v1/members/{member}/benefits', { params: { path: { member } } }))
    .then((page) => page.items),
})

/** Every use of a member's benefits, the latest first. */
export const useBenefitUses = (member: string, cursor: string | null) => useQuery({
  queryKey: ['member', member, 'benefit', 'uses', cursor],
  queryFn: () => take(api.GET('/v1/members/{member}/benefits/uses', {
    params: { path: { member }, query: asked<object>({ cursor, limit: 50 }) },
  })),
  placeholderData: keepPreviousData,
})

/** A live benefit's uses by month, and what is left of its common pool. */
export const useBenefitMonths = (benefit: string) => useQuery({
  queryKey: ['figures', 'benefits', benefit],
  queryFn: () => take(api.GET('/v1/benefits/{benefit}/months', { params: { path: { benefit } } })),
  staleTime: 60_000,
  retry: false,
})

function useAfter(member: string) {
  const client = useQueryClient()
  return () => Promise.all([['member', member], ['figures', 'benefits']].map((queryKey) =>
    client.invalidateQueries({ queryKey })))
}

export function useUseBenefit(member: string) {
  return useMutation({
    mutationFn: ({ key, benefit, ...body }: Schemas['Using'] & { key: string; benefit: string }) =>
      take(api.POST('/v1/members/{member}/benefits/{benefit}/uses', {
        params: { path: { member, benefit } }, body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}

export function useReturnBenefit(member: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: { use_id: string; reason: string; key: string }) =>
      take(api.POST('/v1/members/{member}/benefits/returns', {
        params: { path: { member } }, body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}
