import { useTranslation } from 'react-i18next'
import { say } from '../i18n'
import { useDefinitions } from './definition'
import type { Document } from './definition.types'
import type { Text } from './types'

export type TierStep = {
  key: string; title: string; rank: number; set: string; from?: number | null
}

type Level = { key: string; name?: Text; at?: number; keep?: number | null }

/** The tiers a tier-set document declares, lowest first. */
export function tiersOfDocument(document: Document | undefined, language: string): TierStep[] {
  const levels = (document?.tiers ?? []) as Level[]
  if (!Array.isArray(levels) || !document) return []
  return levels.map((level, rank) => ({
    key: level.key, title: say(level.name ?? level.key, language), rank, set: document.key,
    from: level.at ?? null,
  }))
}

/** Tiers of every set by rank: the live sets, or the drafts where nothing is live yet. */
export function useTiers(): TierStep[] {
  const { i18n } = useTranslation()
  const { data } = useDefinitions('tier_set')
  const rows = data ?? []
  const live = rows.filter((row) => row.status === 'live')
  return (live.length ? live : rows).flatMap((row) =>
    tiersOfDocument(row.document ?? row.draft?.document ?? undefined, i18n.language))
}
