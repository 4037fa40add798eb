import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Catalogue, Checked, Definition, DefinitionRow, Document,
} from './definition.types'
import { http } from './http'
import type { Explain } from './explain.types'
import type { Page } from './types'

/** Every definition of a kind (or all), with its status. */
export function useDefinitions(kind?: string, enabled = true) {
  return useQuery({
    queryKey: ['definition', kind ?? 'all'],
    queryFn: () => http.get<Page<DefinitionRow>>('/definitions', { kind, limit: 200 })
      .then((page) => page.items),
    enabled,
    staleTime: 30_000,
  })
}

export function useDefinition(kind: string, key: string | null) {
  return useQuery({
    queryKey: ['definition', kind, key],
    queryFn: () => http.get<Definition>(`/definitions/${kind}/${encodeURIComponent(key!)}`),
    enabled: !!key,
  })
}

export function useCatalogue() {
  return useQuery({
    queryKey: ['catalogue'],
    queryFn: () => http.get<Catalogue>('/catalogue'),
    staleTime: 300_000,
  })
}

/** Saves a draft; 409 `definition_changed` when somebody else saved since `base`. */
export function useSaveDraft(kind: string, key: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (what: { document: Document; base_version?: number | null }) =>
      http.put<NonNullable<Definition['draft']>>(
        `/definitions/${kind}/${encodeURIComponent(key)}/draft`, what),
    onSuccess: () => Promise.all([
      client.invalidateQueries({ queryKey: ['release', 'draft'] }),
      client.invalidateQueries({ queryKey: ['definition', kind] , exact: true }),
    ]),
  })
}

export function useDiscardDraft() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (what: { kind: string; key: string }) =>
      http.delete<void>(`/definitions/${what.kind}/${encodeURIComponent(what.key)}/draft`),
    onSuccess: () => Promise.all([['release'], ['definition']].map((queryKey) =>
      client.invalidateQueries({ queryKey }))),
  })
}

export function useArchive() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (what: { kind: string; key: string }) =>
      http.post<unknown>(`/definitions/${what.kind}/${encodeURIComponent(what.key)}/archive`),
    onSuccess: () => Promise.all([['release'], ['definition']].map((queryKey) =>
      client.invalidateQueries({ queryKey }))),
  })
}

export const check = (what: { document?: Document; yaml?: string }) =>
  http.post<Checked>('/definitions/check', what)

export type Tried = { live?: Explain | null; draft?: Explain | null }

export const tryOut = (what: {
  document: Document; member?: string; order?: string; event?: unknown
}) => http.post<Tried>('/definitions/try', what)

export type RuleFigure = {
  rule: string; points_30d: number; fired_30d?: number; last_fired_at?: string | null
  members_30d?: number; currency?: string | null
}
export type CurrencyFigure = {
  currency: string; issued_30d: number; spent_30d: number; expired_30d?: number
  outstanding: number; pending?: number; members?: number
}
export type TierFigure = { set: string; tier: string; members: number; near_next?: number | null }

function useFigures<T>(what: string) {
  return useQuery({
    queryKey: ['figures', what],
    queryFn: () => http.get<Page<T>>(`/${what}/figures`).then((page) => page.items),
    staleTime: 60_000,
    retry: 1,
  })
}
export const useRuleFigures = () => useFigures<RuleFigure>('rules')
export const useCurrencyFigures = () => useFigures<CurrencyFigure>('currencies')
export const useTierFigures = () => useFigures<TierFigure>('tiers')
