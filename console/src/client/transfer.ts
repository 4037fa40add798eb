import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, once, take } from './http'
import type { Schemas } from './types'

export type Transfers = Schemas['TransfersShown']
export type TransferLine = Schemas['TransferShown']
export type Offered = Schemas['Offered']
export type FamilyPage = Schemas['MyFamily']
export type Family = Schemas['FamilyShown']

const of = (member: string) => ({ path: { member } })

/** What a member may send, and what was sent and received, the latest first. */
export const useTransfers = (member: string) => useQuery({
  queryKey: ['member', member, 'transfers'],
  queryFn: () => take(api.GET('/v1/members/{member}/transfers', { params: of(member) })),
  refetchInterval: (query) => (query.state.data?.transfers.some((one) =>
    one.change === 'sent' || one.change === 'coming') ? 15_000 : false),
})

/** The family of a member with its pool, and the invitations they have. */
export const useFamily = (member: string) => useQuery({
  queryKey: ['member', member, 'family'],
  queryFn: () => take(api.GET('/v1/members/{member}/family', { params: of(member) })),
})

function useAfter(member: string) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['member', member] })
}

type Keyed<T> = T & { key: string }

export function useSendPoints(member: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: Keyed<{ to: string; currency: string; amount: number }>) =>
      take(api.POST('/v1/members/{member}/transfers', {
        params: of(member), body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}

export function useTakeBack(member: string) {
  return useMutation({
    mutationFn: ({ key, transfer, reason }: Keyed<{ transfer: string; reason: string }>) =>
      take(api.POST('/v1/members/{member}/transfers/{transfer}/take-back', {
        params: { path: { member, transfer } }, body: { reason }, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}

export function useRemoveFromFamily(head: string) {
  return useMutation({
    mutationFn: ({ key, member }: Keyed<{ member: string }>) =>
      take(api.POST('/v1/members/{member}/family/remove', {
        params: of(head), body: { member }, headers: once(key),
      })),
    onSuccess: useAfter(head),
  })
}

export function useLeaveFamily(member: string) {
  return useMutation({
    mutationFn: ({ key }: { key: string }) =>
      take(api.POST('/v1/members/{member}/family/leave', {
        params: of(member), headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}
