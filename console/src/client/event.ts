import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { http, type Query } from './http'
import type { EventRow, Page } from './types'

export function useEvents(query: Query) {
  return useQuery({
    queryKey: ['event', 'list', query],
    queryFn: ({ signal }) => http.get<Page<EventRow>>('/events', query, signal),
    placeholderData: keepPreviousData,
  })
}

export function useEvent(source: string | null, id: string | null) {
  return useQuery({
    queryKey: ['event', source, id],
    queryFn: () => http.get<EventRow>(
      `/events/${encodeURIComponent(source!)}/${encodeURIComponent(id!)}`),
    enabled: !!source && !!id,
  })
}
