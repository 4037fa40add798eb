import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, asked, take, type Query } from './http'
import type { Effect, EventShown } from './types'

export function useEvents(query: Query) {
  return useQuery({
    queryKey: ['event', 'list', query],
    queryFn: ({ signal }) => take(api.GET('/v1/events', {
      params: { query: asked<object>(query) }, signal,
    })),
    placeholderData: keepPreviousData,
  })
}

export function useEvent(source: string | null, id: string | null) {
  return useQuery({
    queryKey: ['event', source, id],
    queryFn: () => take(api.GET('/v1/events/{source}/{id}', {
      params: { path: { source: source!, id: id! } },
    })) as Promise<EventShown & { effects: Effect[] }>,
    enabled: !!source && !!id,
  })
}
