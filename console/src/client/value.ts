import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asked, once, take } from './http'
import type { Schemas } from './types'

export type StoredValue = Schemas['StoredValueShown']
export type ValueLine = Schemas['ValueLineShown']
export type TopUp = Schemas['TopUpShown']

/** Every stored value that is offered: what is owed, and what moved in 30 days. */
export const useValueFigures = () => useQuery({
  queryKey: ['value', 'figures'],
  queryFn: () => take(api.GET('/v1/stored-values/figures')).then((page) => page.items),
  staleTime: 30_000,
})

/** What a member has of every stored value. */
export const useStoredValues = (member: string) => useQuery({
  queryKey: ['member', member, 'value'],
  queryFn: () => take(api.GET('/v1/members/{member}/stored-values', {
    params: { path: { member } },
  })).then((page) => page.items),
})

const at = (member: string, value: string) => ({ path: { member, value } })

export const useValueStatement = (member: string, value: string, cursor: string | null) => useQuery({
  queryKey: ['member', member, 'value', value, 'statement', cursor],
  queryFn: () => take(api.GET('/v1/members/{member}/stored-values/{value}/statement', {
    params: { ...at(member, value), query: asked<object>({ cursor, limit: 50 }) },
  })),
  placeholderData: keepPreviousData,
})

export const useTopUps = (member: string, value: string) => useQuery({
  queryKey: ['member', member, 'value', value, 'top-ups'],
  queryFn: () => take(api.GET('/v1/members/{member}/stored-values/{value}/top-ups', {
    params: at(member, value),
  })).then((page) => page.items),
})

type Keyed<T> = T & { key: string }

function useAfter(member: string) {
  const client = useQueryClient()
  return () => Promise.all([['member', member], ['value']].map((queryKey) =>
    client.invalidateQueries({ queryKey })))
}

export function useTopUp(member: string, value: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: Keyed<Schemas['ToppingUp']>) =>
      take(api.POST('/v1/members/{member}/stored-values/{value}/top-ups', {
        params: at(member, value), body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}

export function usePayOut(member: string, value: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: Keyed<Schemas['PayingOut']>) =>
      take(api.POST('/v1/members/{member}/stored-values/{value}/refunds', {
        params: at(member, value), body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}

export function useAdjustValue(member: string, value: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: Keyed<Schemas['Correcting']>) =>
      take(api.POST('/v1/members/{member}/stored-values/{value}/adjust', {
        params: at(member, value), body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}

export function useFreezeValue(member: string, value: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: Keyed<Schemas['Freezing']>) =>
      take(api.POST('/v1/members/{member}/stored-values/{value}/freeze', {
        params: at(member, value), body, headers: once(key),
      })),
    onSuccess: useAfter(member),
  })
}
