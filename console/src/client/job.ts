import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from './http'
import type { Job, Page } from './types'

const active = (job: Job) => job.status === 'queued' || job.status === 'running'

/** Jobs of the last days; asked every second while one is running. */
export function useJobs() {
  return useQuery({
    queryKey: ['job'],
    queryFn: () => http.get<Page<Job>>('/jobs').then((page) => page.items),
    refetchInterval: (query) => (query.state.data?.some(active) ? 1000 : 60_000),
    retry: false,
  })
}

export function useExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (what: { what: string; filter: Record<string, unknown>; key: string }) => {
      const { key, ...body } = what
      return http.post<Job>('/exports', body, key)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['job'] }),
  })
}

export const jobFile = (job: Job) => job.result?.file ?? `/v1/jobs/${job.id}/file`
