import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, once, take } from './http'
import type { Schemas } from './types'

export type MemberPlan = Schemas['PlanShown']
export type PlanChange = Schemas['PlanChange']

/** The paid plans that a member has, with what a cancellation would give back. */
export const useMemberPlans = (member: string) => useQuery({
  queryKey: ['member', member, 'plan'],
  queryFn: () => take(api.GET('/v1/members/{member}/plans', { params: { path: { member } } }))
    .then((page) => page.items),
})

/** What happened to a member's plans, the latest first. */
export const usePlanHistory = (member: string) => useQuery({
  queryKey: ['member', member, 'plan', 'history'],
  queryFn: () => take(api.GET('/v1/members/{member}/plans/history', { params: { path: { member } } }))
    .then((page) => page.items),
})

const at = (member: string, plan: string) => ({ path: { member, plan } })

function useAfter(member: string) {
  const client = useQueryClient()
  return () => Promise.all([['member', member], ['figures']].map((queryKey) =>
    client.invalidateQueries({ queryKey })))
}

type Keyed<T> = T & { plan: string; key: string }

/** A period is paid for, or a trial begun where nothing is paid. */
export function useSellPlan(member: string) {
  return useMutation({
    mutationFn: ({ plan, key, paid, ...body }: Keyed<{
      auto_renew: boolean; paid: { paid_cents: number; order_id: string; reason?: string } | null
    }>) => (paid
      ? take(api.POST('/v1/members/{member}/plans/{plan}/payments', {
        params: at(member, plan), body: { ...body, ...paid }, headers: once(key),
      }))
      : take(api.POST('/v1/members/{member}/plans/{plan}/trial', {
        params: at(member, plan), body, headers: once(key),
      }))),
    onSuccess: useAfter(member),
  })
}

export function useRenewPlan(member: string) {
  return useMutation({
    mutationFn: ({ plan, key, ...body }: Keyed<{ auto_renew: boolean }>) =>
      take(api.POST('/v1/members/{member}/plans/{plan}/renewal', {
        params: at(member, plan), body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}

export function useCancelPlan(member: string) {
  return useMutation({
    mutationFn: ({ plan, key, ...body }: Keyed<{ reason: string }>) =>
      take(api.POST('/v1/members/{member}/plans/{plan}/cancel', {
        params: at(member, plan), body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}
