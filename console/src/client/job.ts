import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, once, take, type Query } from './http'
import { memberFilter } from './member-filter'
import type { Job } from './types'

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
    mutationFn: ({ key, filter, members }: { filter: Query; members?: string[]; key: string }) =>
      take(api.POST('/v1/exports', {
        body: {
          what: 'members', filter: memberFilter(filter), ...(members ? { members } : {}),
        },
        headers: once(key),
      })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['job'] }),
  })
}

/** The same points for several members, as a job. */
export function useAdjustMany() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...body }: {
      members: string[]; currency: string; amount: number; reason: string; brand?: string; key: string
    }) => take(api.POST('/v1/members/adjust', { body, headers: once(key) })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['job'] }),
  })
}

/** Asks a job to stop: at once while it waits, else at its next step. */
export function useCancelJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (job: string) =>
      take(api.DELETE('/v1/jobs/{job}', { params: { path: { job } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['job'] }),
  })
}

export const jobFile = (job: Job) => job.result?.file ?? null
