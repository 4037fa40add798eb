import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, once, take } from './http'
import type { Schemas } from './types'

export type Draw = Schemas['DrawShown']

/** The latest draws, with what was promised and what came of it. */
export const useDraws = () => useQuery({
  queryKey: ['draw'],
  queryFn: () => take(api.GET('/v1/draws')).then((page) => page.items),
})

/** How many members would be in a draw that is announced now. */
export const useDrawPreview = (days: number) => useQuery({
  queryKey: ['draw', 'preview', days],
  queryFn: () => take(api.GET('/v1/draws/preview', { params: { query: { active_days: days } } }))
    .then((found) => found.entrants),
})

export function useAnnounceDraw() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...body }: Schemas['Announcing'] & { key: string }) =>
      take(api.POST('/v1/draws', { body, headers: once(key) })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['draw'] }),
  })
}

export function useHoldDraw() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draw: string) =>
      take(api.POST('/v1/draws/{draw}/draw', { params: { path: { draw } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['draw'] }),
  })
}

/** The pseudonyms of a draw, one a line: with the seed anybody can do it again. */
export const entrantsOf = (draw: string) => `/v1/draws/${draw}/entrants`
