import { useTranslation } from 'react-i18next'
import { say } from '../i18n'
import { useDefinitions } from './definition'
import type { Text } from './types'

export type CurrencyNames = {
  key: string
  title: string
  /** The measure word: 分, points. */
  unit: string
}

/** The operator's names of the currencies, in the order of their definitions. */
export function useCurrencies(): CurrencyNames[] {
  const { i18n } = useTranslation()
  const { data } = useDefinitions('currency')
  return (data ?? []).map((row) => ({
    key: row.key,
    title: say(row.name, i18n.language),
    unit: say(((row.document ?? row.draft?.document)?.unit as Text | undefined) ?? row.name, i18n.language),
  }))
}

/** The name of a currency; its key while the names are on their way. */
export function useCurrencyTitle(): (currency?: string | null) => string {
  const known = useCurrencies()
  return (currency) => known.find((one) => one.key === currency)?.title ?? currency ?? ''
}

/** The measure word of a currency. */
export function useCurrencyUnit(): (currency?: string | null) => string {
  const known = useCurrencies()
  return (currency) => known.find((one) => one.key === currency)?.unit ?? currency ?? ''
}
