import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Release, ReleaseDraft } from './definition.types'
import { http } from './http'
import type { Page } from './types'

export function useReleases() {
  return useQuery({
    queryKey: ['release'],
    queryFn: () => http.get<Page<Release>>('/releases', { limit: 50 }).then((page) => page.items),
  })
}

export function useReleaseDraft() {
  return useQuery({
    queryKey: ['release', 'draft'],
    queryFn: () => http.get<ReleaseDraft>('/releases/draft'),
  })
}

function useAfterPublish() {
  const client = useQueryClient()
  return () => Promise.all(
    [['release'], ['definition'], ['today']].map((queryKey) =>
      client.invalidateQueries({ queryKey })))
}

export function usePublish() {
  const after = useAfterPublish()
  return useMutation({
    mutationFn: (what: { note: string; effective_at?: string; key: string }) => {
      const { key, ...body } = what
      return http.post<Release>('/releases', body, key)
    },
    onSuccess: after,
  })
}

export function useRepublish() {
  const after = useAfterPublish()
  return useMutation({
    mutationFn: (what: { id: string | number; key: string }) =>
      http.post<Release>(`/releases/${what.id}/republish`, {}, what.key),
    onSuccess: after,
  })
}

/** What people call it: R-42. */
export function releaseName(release: Release | string | number | null | undefined): string {
  if (release === null || release === undefined) return ''
  if (typeof release === 'object') return releaseName(release.number ?? release.id)
  const text = String(release)
  return /^\d+$/.test(text) ? `R-${text}` : text
}

/** The release in force: the newest whose time has come. */
export function liveRelease(releases: Release[] | undefined): Release | undefined {
  const now = Date.now()
  return releases?.find((one) => one.status === 'live') ??
    releases?.filter((one) => new Date(one.effective_at ?? one.published_at).getTime() <= now)
      .sort((a, b) => (b.effective_at ?? b.published_at).localeCompare(
        a.effective_at ?? a.published_at))[0]
}
