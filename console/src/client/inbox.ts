import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asked, once, take } from './http'
import { useOnce } from './once'
import type { InboxRow } from './types'

/** Events that were refused after they were taken in: repaired, folded again or dismissed here. */
export function useInbox(status: InboxRow['status'], cursor?: string | null) {
  return useQuery({
    queryKey: ['inbox', status, cursor ?? ''],
    queryFn: () => take(api.GET('/v1/inbox', {
      params: { query: asked<{ status: InboxRow['status'] }>({ status, cursor, limit: 50 }) },
    })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

function useAfter() {
  const client = useQueryClient()
  return () => Promise.all([['inbox'], ['today'], ['event']].map((queryKey) =>
    client.invalidateQueries({ queryKey })))
}

export function useRefold() {
  const after = useAfter()
  return useMutation({
    mutationFn: (what: { id: string; event?: Record<string, unknown>; key: string }) =>
      take(api.POST('/v1/inbox/{entry}/refold', {
        params: { path: { entry: what.id } }, headers: once(what.key),
        body: what.event === undefined ? {} : { event: what.event },
      })),
    onSuccess: after,
  })
}

export function useRefoldMany() {
  const after = useAfter()
  return useMutation({
    mutationFn: (what: { ids: string[]; key: string }) =>
      take(api.POST('/v1/inbox/refold', { body: { ids: what.ids }, headers: once(what.key) })),
    onSuccess: after,
  })
}

export function useDismiss() {
  const after = useAfter()
  return useMutation({
    mutationFn: useOnce((what: { id: string; reason: string }, headers) =>
      take(api.DELETE('/v1/inbox/{entry}', {
        params: { path: { entry: what.id } }, body: { reason: what.reason }, headers,
      }))),
    onSuccess: after,
  })
}
