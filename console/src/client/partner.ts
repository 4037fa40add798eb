import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, asked, once, take } from './http'
import { useOnce } from './once'
import type { Schemas } from './types'

export type PartnerRow = Schemas['PartnerShown']
export type Statement = Schemas['StatementShown']
export type StatementLine = Schemas['StatementLine']
export type StatementEntry = Schemas['EntryOfPartner']

export type Exchange = Schemas['ExchangeShown']

/** What a member exchanged with partners, the latest first. */
export const useExchanges = (member: string) => useQuery({
  queryKey: ['member', member, 'exchanges'],
  queryFn: () => take(api.GET('/v1/members/{member}/exchanges', { params: { path: { member } } }))
    .then((page) => page.items),
})

function useAfterExchange(member: string) {
  const client = useQueryClient()
  return () => Promise.all([['member', member], ['partner']].map((queryKey) =>
    client.invalidateQueries({ queryKey })))
}

/** Points for points under the partner's own number, which makes it one act however often asked. */
export function useExchange(member: string) {
  return useMutation({
    mutationFn: (body: Schemas['Exchanging']) =>
      take(api.POST('/v1/members/{member}/exchanges', { params: { path: { member } }, body })),
    onSuccess: useAfterExchange(member),
  })
}

export function useReverseExchange(member: string) {
  return useMutation({
    mutationFn: ({ key, ...body }: Schemas['Reversing'] & { key: string }) =>
      take(api.POST('/v1/members/{member}/exchanges/reverse', {
        params: { path: { member } }, body, headers: once(key),
      })),
    onSuccess: useAfterExchange(member),
  })
}

/** Every partner in force, with the running month. */
export const usePartners = () => useQuery({
  queryKey: ['partner'],
  queryFn: () => take(api.GET('/v1/partners')).then((page) => page.items),
  staleTime: 30_000,
})

/** The months of a partner, the latest first. */
export const useStatements = (partner: string | undefined) => useQuery({
  queryKey: ['partner', partner, 'statements'],
  enabled: !!partner,
  queryFn: () => take(api.GET('/v1/partners/{partner}/statements', {
    params: { path: { partner: partner! } },
  })).then((page) => page.items),
})

/** The events of a statement's line, the earliest first, page by page. */
export const useStatementEntries = (partner: string, month: string, kind?: string, key?: string) =>
  useInfiniteQuery({
    queryKey: ['partner', partner, 'entries', month, kind, key],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => take(api.GET('/v1/partners/{partner}/statements/{month}/entries', {
      params: { path: { partner, month }, query: asked<object>({ kind, key, cursor: pageParam }) },
    })),
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** Close a partner's month for good. */
export function useCloseStatement() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: useOnce(({ partner, month, reason }: { partner: string; month: string; reason: string }, headers) =>
      take(api.POST('/v1/partners/{partner}/statements/{month}/close', {
        params: { path: { partner, month } }, body: { reason }, headers,
      }))),
    onSuccess: () => client.invalidateQueries({ queryKey: ['partner'] }),
  })
}

/** A statement as text, in the language of the screen. */
export const readStatement = ({ partner, month }: { partner: string; month: string }) =>
  take(api.GET('/v1/partners/{partner}/statements/{month}/file', {
    params: { path: { partner, month } }, parseAs: 'text',
  }))
