import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Catalogue, Checked, Definition, DefinitionRow, Document,
} from './definition.types'
import type { Explain } from './explain.types'
import { api, asked, take } from './http'
import { useOnce } from './once'
import type { Schemas } from './types'

type ListQuery = {
  kind?: string; q?: string | null; status?: string | null; limit?: number; cursor?: string | null
}

type DefinitionPage = {
  items: DefinitionRow[]; next?: string | null; prev?: string | null; total?: number | null
}

/** A page of definitions with what they say. */
export function useDefinitionPage(query: ListQuery) {
  return useQuery({
    queryKey: ['definition', 'list', query],
    queryFn: ({ signal }) => take(api.GET('/v1/definitions', {
      params: { query: asked<object>(query) }, signal,
    })) as Promise<DefinitionPage>,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}

/** The definitions of a kind of which there are few, with what they say; at most 200. */
export function useDefinitions(kind: string) {
  return useQuery({
    queryKey: ['definition', 'list', { kind, all: true }],
    queryFn: () => take(api.GET('/v1/definitions', { params: { query: { kind, limit: 200 } } }))
      .then((page) => page.items as DefinitionRow[]),
    staleTime: 30_000,
  })
}

export type DefinitionName = Schemas['DefinitionName']

/** What every definition of a kind (or of all) is called, to find or to choose one. */
export function useDefinitionNames(kind?: string, enabled = true) {
  return useQuery({
    queryKey: ['definition', 'names', kind ?? 'all'],
    queryFn: () => take(api.GET('/v1/definitions/names', {
      params: { query: asked<object>({ kind }) },
    })).then((found) => found.items),
    enabled,
    staleTime: 30_000,
  })
}

export function useDefinition(kind: string, key: string | null) {
  return useQuery({
    queryKey: ['definition', kind, key],
    queryFn: () => take(api.GET('/v1/definitions/{kind}/{key}', {
      params: { path: { kind, key: key! } },
    })) as Promise<Definition>,
    enabled: !!key,
  })
}

export function useCatalogue() {
  return useQuery({
    queryKey: ['catalogue'],
    queryFn: () => take(api.GET('/v1/catalogue')) as unknown as Promise<Catalogue>,
    staleTime: 300_000,
  })
}

/** Saves a draft; 409 `definition_changed` when somebody else saved since `base`. */
export function useSaveDraft(kind: string, key: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: useOnce((what: { document: Document; base_version?: number | null }, headers) =>
      take(api.PUT('/v1/definitions/{kind}/{key}/draft', {
        params: { path: { kind, key } }, body: what, headers,
      }))),
    onSuccess: () => Promise.all([
      client.invalidateQueries({ queryKey: ['release', 'draft'] }),
      client.invalidateQueries({ queryKey: ['definition', 'list'] }),
      client.invalidateQueries({ queryKey: ['definition', 'names'] }),
    ]),
  })
}

export function useDiscardDraft() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: useOnce((what: { kind: string; key: string }, headers) =>
      take(api.DELETE('/v1/definitions/{kind}/{key}/draft', { params: { path: what }, headers }))),
    onSuccess: () => Promise.all([['release'], ['definition']].map((queryKey) =>
      client.invalidateQueries({ queryKey }))),
  })
}

export function useArchive() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: useOnce((what: { kind: string; key: string }, headers) =>
      take(api.POST('/v1/definitions/{kind}/{key}/archive', { params: { path: what }, headers }))),
    onSuccess: () => Promise.all([['release'], ['definition']].map((queryKey) =>
      client.invalidateQueries({ queryKey }))),
  })
}

export const check = (body: { document?: Document; yaml?: string }) =>
  take(api.POST('/v1/definitions/check', { body })) as Promise<Checked>

export type Tried = { live: Explain; draft: Explain }

export type PastedEvent = { type: string; data: Record<string, unknown>; time?: string | null }

export const tryOut = (body: {
  document: Document; member?: string; order?: string; event?: PastedEvent
}) =>
  take(api.POST('/v1/definitions/try', { body })) as unknown as Promise<Tried>

export type Sample = Schemas['Sample']
export type Sampled = Schemas['Sampled']

/** The latest events, ten the rule meets and the ten nearest to it. */
export const trySample = (document: Document) =>
  take(api.POST('/v1/definitions/try/sample', { body: { document } }))

export type RuleFigure = Schemas['RuleFigure']
export type CurrencyFigure = Schemas['CurrencyFigure']
export type TierFigure = Schemas['TierFigure']

const figures = { staleTime: 60_000, retry: 1 }

export const useRuleFigures = () => useQuery({
  queryKey: ['figures', 'rules'], ...figures,
  queryFn: () => take(api.GET('/v1/rules/figures')).then((page) => page.items),
})
export const useCurrencyFigures = () => useQuery({
  queryKey: ['figures', 'currencies'], ...figures,
  queryFn: () => take(api.GET('/v1/currencies/figures')).then((page) => page.items),
})
export const useTierFigures = () => useQuery({
  queryKey: ['figures', 'tiers'], ...figures,
  queryFn: () => take(api.GET('/v1/tiers/figures')).then((page) => page.items),
})
