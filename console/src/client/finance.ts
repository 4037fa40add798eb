import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from './http'
import { useOnce } from './once'
import type { Schemas } from './types'

export type Roll = Schemas['RollForward']
export type Movement = Schemas['Movement']
export type Estimate = Schemas['Estimate']
export type Step = 'day' | 'month'

/** The roll-forward of a currency over business days, both included, of all brands or one. */
export const useRoll = (
  currency: string | undefined, from: string, to: string, step: Step, brand?: string,
) => useQuery({
  queryKey: ['finance', 'roll', currency, from, to, step, brand],
  enabled: !!currency,
  queryFn: () => take(api.GET('/v1/finance/rollforward', {
    params: { query: { currency: currency!, from, to, step, brand } },
  })),
})

/** The same as a file with a line per step, brand and funder, in the language of the screen. */
export const readRoll = (query: { currency: string; from: string; to: string; step: Step }) =>
  take(api.GET('/v1/finance/rollforward/file', { params: { query }, parseAs: 'text' }))

export const useAgeing = (currency: string | undefined, brand?: string) => useQuery({
  queryKey: ['finance', 'ageing', currency, brand],
  enabled: !!currency,
  queryFn: () => take(api.GET('/v1/finance/ageing', {
    params: { query: { currency: currency!, step: 'month', brand } },
  })),
})

export const useCohorts = (currency: string | undefined) => useQuery({
  queryKey: ['finance', 'cohorts', currency],
  enabled: !!currency,
  queryFn: () => take(api.GET('/v1/finance/cohorts', { params: { query: { currency: currency! } } })),
})

export const useLiability = (currency: string | undefined, brand?: string) => useQuery({
  queryKey: ['finance', 'liability', currency, brand],
  enabled: !!currency,
  queryFn: () => take(api.GET('/v1/finance/liability', { params: { query: { currency: currency!, brand } } })),
})

export const usePeriods = () => useQuery({
  queryKey: ['finance', 'periods'],
  queryFn: () => take(api.GET('/v1/finance/periods')).then((page) => page.items),
})

/** Close a month for good. */
export function useClose() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: useOnce(({ month, reason }: { month: string; reason: string }, headers) =>
      take(api.POST('/v1/finance/periods/{month}/close', {
        params: { path: { month } }, body: { reason }, headers,
      }))),
    onSuccess: () => client.invalidateQueries({ queryKey: ['finance'] }),
  })
}

/** A month's journal as text, in the language of the screen. */
export const readJournal = (month: string) =>
  take(api.GET('/v1/finance/periods/{month}/journal', { params: { path: { month } }, parseAs: 'text' }))
