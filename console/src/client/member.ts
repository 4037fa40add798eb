import {
  keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient,
} from '@tanstack/react-query'
import type { Explain } from './explain.types'
import { api, ApiError, asked, once, take, type Query } from './http'
import { useOnce } from './once'
import type { Lot, TimelineItem } from './types'

export function useMembers(query: Query) {
  return useQuery({
    queryKey: ['member', 'list', query],
    queryFn: ({ signal }) => take(api.GET('/v1/members', {
      params: { query: asked<object>(query) }, signal,
    })),
    placeholderData: keepPreviousData,
  })
}

/** How many members there are without any filter, for "312 / 2,469". */
export function useMemberTotal() {
  return useQuery({
    queryKey: ['member', 'total'],
    queryFn: () => take(api.GET('/v1/members', { params: { query: { limit: 1 } } }))
      .then((page) => page.total),
    staleTime: 60_000,
  })
}

export function useMemberSearch(q: string) {
  return useQuery({
    queryKey: ['member', 'search', q],
    queryFn: ({ signal }) => take(api.GET('/v1/members', { params: { query: { q, limit: 6 } }, signal }))
      .then((page) => page.items),
    enabled: q !== '',
    retry: false,
  })
}

/** A list of members under a name of its own: it may be too long to be compared. */
export type NamedList = { id: string; names: string[] }

/** How many members a list means, and which of its names mean nobody. */
export function useRecognised(list: NamedList) {
  return useQuery({
    queryKey: ['member', 'recognised', list.id],
    queryFn: ({ signal }) => take(api.POST('/v1/members/recognise', {
      body: { members: list.names }, signal,
    })),
    enabled: list.names.length > 0,
    staleTime: Infinity,
    gcTime: 0,
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
          const found = await take(api.GET('/v1/members/lookup', {
            params: { query: { identity } }, signal,
          }))
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

const of = (member: string) => ({ member })

export function useMember(id: string) {
  return useQuery({
    queryKey: ['member', id],
    queryFn: () => take(api.GET('/v1/members/{member}', { params: { path: of(id) } })),
  })
}

export function useIdentities(id: string) {
  return useQuery({
    queryKey: ['member', id, 'identities'],
    queryFn: () => take(api.GET('/v1/members/{member}/identities', { params: { path: of(id) } }))
      .then((page) => page.items),
  })
}

export function useTimeline(id: string, types: string[]) {
  return useInfiniteQuery({
    queryKey: ['member', id, 'timeline', types],
    queryFn: ({ pageParam }) => take(api.GET('/v1/members/{member}/timeline', {
      params: {
        path: of(id), query: asked<object>({ types: types.join(','), cursor: pageParam, limit: 50 }),
      },
    })).then((page) => ({ ...page, items: page.items as TimelineItem[] })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  })
}

const HEAD_MS = 5000
const HEAD_MOST = 50

/** How many events came after the newest one that is shown; asked every few seconds. */
export function useNewer(id: string, types: string[], top: number | undefined) {
  const { data } = useQuery({
    queryKey: ['member', id, 'newer', types],
    queryFn: () => take(api.GET('/v1/members/{member}/timeline', {
      params: { path: of(id), query: asked<object>({ types: types.join(','), limit: HEAD_MOST }) },
    })).then((page) => page.items.map((one) => one.seq)),
    refetchInterval: HEAD_MS,
    enabled: top !== undefined,
    retry: false,
  })
  return top === undefined ? 0 : (data ?? []).filter((seq) => seq > top).length
}

export function useMemberTiers(id: string) {
  return useQuery({
    queryKey: ['member', id, 'tier'],
    queryFn: () => take(api.GET('/v1/members/{member}/tier', { params: { path: of(id) } }))
      .then((page) => page.items),
  })
}

/** What people did to a member: who saw the clear text, who changed what. */
export function useMemberAudit(id: string, cursor: string | null, enabled: boolean) {
  return useQuery({
    queryKey: ['member', id, 'audit', cursor],
    queryFn: () => take(api.GET('/v1/audit', {
      params: { query: asked<object>({ target_kind: 'member', target: id, cursor, limit: 50 }) },
    })),
    enabled,
    placeholderData: keepPreviousData,
  })
}

export function useStatement(id: string, currency: string | null, cursor: string | null) {
  return useQuery({
    queryKey: ['member', id, 'statement', currency, cursor],
    queryFn: () => take(api.GET('/v1/members/{member}/statement', {
      params: { path: of(id), query: asked<object>({ currency, cursor, limit: 50 }) },
    })),
    enabled: !!currency,
    placeholderData: keepPreviousData,
  })
}

export function useLots(id: string, currency: string | null) {
  return useQuery({
    queryKey: ['member', id, 'lots', currency],
    queryFn: () => take(api.GET('/v1/members/{member}/lots', {
      params: { path: of(id), query: asked<object>({ currency }) },
    })).then((page) => page.items as Lot[]),
    enabled: !!currency,
  })
}

export function useOrders(id: string) {
  return useQuery({
    queryKey: ['member', id, 'orders'],
    queryFn: () => take(api.GET('/v1/members/{member}/orders', {
      params: { path: of(id), query: { limit: 100 } },
    }))
      .then((page) => page.items),
  })
}

export function useExplain(id: string | null, seq: string | number | null) {
  return useQuery({
    queryKey: ['explain', id, String(seq)],
    queryFn: () => take(api.GET('/v1/members/{member}/events/{seq}/explain', {
      params: { path: { member: id!, seq: Number(seq) } },
    })) as unknown as Promise<Explain>,
    enabled: !!id && seq !== null && seq !== '',
    staleTime: 60_000,
  })
}

export function useAdjust(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...body }: {
      currency: string; amount: number; reason: string; brand?: string; key: string
    }) => take(api.POST('/v1/members/{member}/adjust', {
      params: { path: of(id) }, body, headers: once(key),
    })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['member', id] }),
  })
}

/** A link that lets the member in to their own page, once. */
export function useMemberLink(id: string) {
  return useMutation({
    mutationFn: useOnce((_: void, headers) =>
      take(api.POST('/v1/members/{member}/link', {
        params: { path: of(id) }, body: { lasts_seconds: 300 }, headers,
      }))),
  })
}

export function useReveal(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: useOnce((body: { fields: string[]; reason: string }, headers) =>
      take(api.POST('/v1/members/{member}/reveal', { params: { path: of(id) }, body, headers }))),
    onSuccess: () => client.invalidateQueries({ queryKey: ['member', id, 'audit'] }),
  })
}
