import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from './http'
import { useJobs } from './job'
import { useOnce } from './once'
import type { Schemas } from './types'

/** An answer always has every field, also those that the API's document gives a default. */
type Whole<T> = T extends (infer One)[] ? Whole<One>[]
  : T extends object ? { [Name in keyof T]-?: Whole<T[Name]> } : T

export type Result = Whole<Schemas['BacktestResult']>
export type Backtest = Omit<Schemas['Backtest'], 'result'> & { result: Result | null }
export type Compared = Result['currencies'][number]
export type Flows = Compared['flows']
/** A figure as it was, by the draft, and the difference. */
export type Pair = Flows['issued']
export type Flow = keyof Flows
export type TierMoves = Result['tiers'][number]
export type Reward = Result['rewards'][number]
export type Budget = Result['budgets'][number]

type Wanted = Schemas['Backtesting']

const active = (found: Backtest | undefined) =>
  found?.job.status === 'queued' || found?.job.status === 'running'

/** One back-test, asked each second while it runs. */
export function useBacktest(job: string | null) {
  return useQuery({
    queryKey: ['backtest', job],
    queryFn: () => take(api.GET('/v1/backtests/{job}', { params: { path: { job: job! } } })) as
      Promise<Backtest>,
    enabled: !!job,
    refetchInterval: (query) => (active(query.state.data) ? 1000 : false),
    staleTime: (query) => (active(query.state.data) ? 0 : Infinity),
  })
}

/** The back-tests of the last days, newest first. */
export function useBacktests() {
  const { data, ...rest } = useJobs()
  return { data: data?.filter((job) => job.kind === 'backtest'), ...rest }
}

export function useStartBacktest() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: useOnce<Wanted, Backtest>((body, headers) => take(
      api.POST('/v1/backtests', { body, headers })) as Promise<Backtest>),
    onSuccess: (found) => {
      client.setQueryData(['backtest', found.job.id], found)
      return client.invalidateQueries({ queryKey: ['job'] })
    },
  })
}
