import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from './http'
import type { InboxRow, Page } from './types'

/** Events that were refused after they were taken in: repaired, folded again or dismissed here. */
export function useInbox(status: string, cursor?: string | null) {
  return useQuery({
    queryKey: ['inbox', status, cursor ?? ''],
    queryFn: () => http.get<Page<InboxRow>>('/inbox', { status, cursor, limit: 50 }),
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
    mutationFn: (what: { id: string; event?: unknown; key: string }) =>
      http.post<{ status: string }>(`/inbox/${encodeURIComponent(what.id)}/refold`,
        what.event === undefined ? {} : { event: what.event }, what.key),
    onSuccess: after,
  })
}

export function useRefoldMany() {
  const after = useAfter()
  return useMutation({
    mutationFn: (what: { ids: string[]; key: string }) =>
      http.post<{ refolded?: number; refused?: number }>('/inbox/refold', { ids: what.ids },
        what.key),
    onSuccess: after,
  })
}

export function useDismiss() {
  const after = useAfter()
  return useMutation({
    mutationFn: (what: { id: string; reason: string }) =>
      http.delete<void>(`/inbox/${encodeURIComponent(what.id)}`, { reason: what.reason }),
    onSuccess: after,
  })
}
