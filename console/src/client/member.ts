import {
  keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient,
} from '@tanstack/react-query'
import type { Explain } from './explain.types'
import { ApiError, http, type Query } from './http'
import type {
  Lot, Masked, Member, MemberRow, OrderRow, Page, StatementItem, TimelineItem,
} from './types'

export function useMembers(query: Query) {
  return useQuery({
    queryKey: ['member', 'list', query],
    queryFn: ({ signal }) => http.get<Page<MemberRow>>('/members', query, signal),
    placeholderData: keepPreviousData,
  })
}

/** How many members there are without any filter, for "312 / 2,469". */
export function useMemberTotal() {
  return useQuery({
    queryKey: ['member', 'total'],
    queryFn: () => http.get<Page<MemberRow>>('/members', { limit: 1 }).then((page) => page.total),
    staleTime: 60_000,
  })
}

export function useMemberSearch(q: string) {
  return useQuery({
    queryKey: ['member', 'search', q],
    queryFn: ({ signal }) => http.get<Page<MemberRow>>('/members', { q, limit: 6 }, signal)
      .then((page) => page.items),
    enabled: q !== '',
    retry: false,
  })
}

/** The member behind an identity typed in full; the first of the candidates that exists. */
export function useLookup(identities: string[]) {
  return useQuery({
    queryKey: ['member', 'lookup', identities],
    queryFn: async ({ signal }) => {
      for (const identity of identities) {
        try {
          const found = await http.get<{ member: MemberRow }>('/members/lookup', { identity }, signal)
          return found.member
        } catch (error) {
          if (!(error instanceof ApiError && [400, 404, 422].includes(error.status))) throw error
        }
      }
      return null
    },
    enabled: identities.length > 0,
    retry: false,
  })
}

const path = (id: string) => `/members/${encodeURIComponent(id)}`

export function useMember(id: string) {
  return useQuery({
    queryKey: ['member', id],
    queryFn: () => http.get<Member>(path(id)),
  })
}

export function useIdentities(id: string) {
  return useQuery({
    queryKey: ['member', id, 'identities'],
    queryFn: () => http.get<Page<Masked>>(`${path(id)}/identities`).then((page) => page.items),
  })
}

export function useTimeline(id: string, types: string[]) {
  return useInfiniteQuery({
    queryKey: ['member', id, 'timeline', types],
    queryFn: ({ pageParam }) => http.get<Page<TimelineItem>>(`${path(id)}/timeline`,
      { types: types.join(','), cursor: pageParam, limit: 50 }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  })
}

export function useStatement(id: string, currency: string | null, cursor: string | null) {
  return useQuery({
    queryKey: ['member', id, 'statement', currency, cursor],
    queryFn: () => http.get<Page<StatementItem>>(`${path(id)}/statement`,
      { currency, cursor, limit: 50 }),
    enabled: !!currency,
    placeholderData: keepPreviousData,
  })
}

export function useLots(id: string, currency: string | null) {
  return useQuery({
    queryKey: ['member', id, 'lots', currency],
    queryFn: () => http.get<Page<Lot>>(`${path(id)}/lots`, { currency }).then((page) => page.items),
    enabled: !!currency,
  })
}

export function useOrders(id: string) {
  return useQuery({
    queryKey: ['member', id, 'orders'],
    queryFn: () => http.get<Page<OrderRow>>(`${path(id)}/orders`, { limit: 100 })
      .then((page) => page.items),
  })
}

export function useExplain(id: string | null, seq: string | number | null) {
  return useQuery({
    queryKey: ['explain', id, String(seq)],
    queryFn: () => http.get<Explain>(`${path(id!)}/events/${seq}/explain`),
    enabled: !!id && seq !== null && seq !== '',
    staleTime: 60_000,
  })
}

export function useAdjust(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (what: { currency: string; amount: number; reason: string; key: string }) => {
      const { key, ...body } = what
      return http.post<{ seq?: number }>(`${path(id)}/adjust`, body, key)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['member', id] }),
  })
}

export type Revealed = {
  until?: string
  identities?: { kind: string; value: string }[]
  profile?: Record<string, unknown>
  fields?: Record<string, unknown>
}

export function useReveal(id: string) {
  return useMutation({
    mutationFn: (what: { fields: string[]; reason: string }) =>
      http.post<Revealed>(`${path(id)}/reveal`, what),
  })
}
