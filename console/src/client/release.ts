import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Release } from './definition.types'
import { api, once, take } from './http'

export function useReleases() {
  return useQuery({
    queryKey: ['release'],
    queryFn: () => take(api.GET('/v1/releases', { params: { query: { limit: 50 } } }))
      .then((page) => page.items),
  })
}

export function useReleaseDraft() {
  return useQuery({
    queryKey: ['release', 'draft'],
    queryFn: () => take(api.GET('/v1/releases/draft')),
  })
}

function useAfterPublish() {
  const client = useQueryClient()
  return () => Promise.all(
    [['release'], ['definition'], ['today'], ['job']].map((queryKey) =>
      client.invalidateQueries({ queryKey })))
}

export function usePublish() {
  const after = useAfterPublish()
  return useMutation({
    mutationFn: ({ key, ...body }: { note: string; effective_at?: string; key: string }) =>
      take(api.POST('/v1/releases', { body, headers: once(key) })),
    onSuccess: after,
  })
}

export function useRepublish() {
  const after = useAfterPublish()
  return useMutation({
    mutationFn: (what: { id: number; key: string }) =>
      take(api.POST('/v1/releases/{release}/republish', {
        params: { path: { release: what.id } }, body: {}, headers: once(what.key),
      })),
    onSuccess: after,
  })
}

export function useWithdraw() {
  const after = useAfterPublish()
  return useMutation({
    mutationFn: (what: { id: number; key: string }) =>
      take(api.POST('/v1/releases/{release}/withdraw', {
        params: { path: { release: what.id } }, body: {}, headers: once(what.key),
      })),
    onSuccess: after,
  })
}

/** What people call it: R-42. */
export function releaseName(release: { id: number } | number | null | undefined): string {
  if (release === null || release === undefined) return ''
  return `R-${typeof release === 'object' ? release.id : release}`
}

/** The release in force. */
export const liveRelease = (releases: Release[] | undefined) =>
  releases?.find((one) => one.status === 'live')
