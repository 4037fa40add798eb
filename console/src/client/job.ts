import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asked, once, take, type Query } from './http'
import type { Job, Schemas } from './types'

const active = (job: Job) => job.status === 'queued' || job.status === 'running'

/** Jobs of the last days; asked every second while one is running. */
export function useJobs() {
  return useQuery({
    queryKey: ['job'],
    queryFn: () => take(api.GET('/v1/jobs')).then((page) => page.items),
    refetchInterval: (query) => (query.state.data?.some(active) ? 1000 : 60_000),
    retry: false,
  })
}

export function useExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, filter }: { filter: Query; key: string }) =>
      take(api.POST('/v1/exports', {
        body: { what: 'members', filter: asked<Schemas['MemberQuery']>(filter) },
        headers: once(key),
      })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['job'] }),
  })
}

export const jobFile = (job: Job) => job.result?.file ?? null
