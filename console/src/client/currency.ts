import { useTranslation } from 'react-i18next'
import { say } from '../i18n'
import { useDefinitions } from './definition'
import type { Text } from './types'

export type CurrencyNames = {
  key: string
  title: string
  /** The measure word: points. */
  unit: string
  spendable: boolean
  /** A pot of a stored value: its amounts are money. */
  money?: boolean
}

/** The operator's names of the currencies, what can be spent first. */
export function useCurrencies(): CurrencyNames[] {
  const { i18n } = useTranslation()
  const { data } = useDefinitions('currency')
  const names = (data ?? []).filter((row) => row.status !== 'archived').map((row) => {
    const document = row.document ?? row.draft?.document
    return {
      key: row.key,
      title: say(row.name, i18n.language),
      unit: say((document?.unit as Text | undefined) ?? row.name, i18n.language),
      spendable: document?.spendable !== false,
    }
  })
  return names.sort((a, b) => Number(b.spendable) - Number(a.spendable))
}

/** Whether an amount of this is money: the two pots of a stored value are kept like currencies. */
export const isMoney = (currency?: string | null) => !!currency?.includes(':')

/** What the books are kept of: the currencies, then principal and bonus of each stored value. */
export function useBooks(): CurrencyNames[] {
  const { t, i18n } = useTranslation()
  const points = useCurrencies()
  const { data } = useDefinitions('stored_value')
  // What members have of one that is no longer offered is still owed to them.
  return [...points, ...(data ?? []).flatMap((row) => (['principal', 'bonus'] as const).map((part) => ({
    key: `${row.key}:${part}`,
    title: t('value.pot', { value: say(row.name, i18n.language), part: t(`value.${part}`) }),
    unit: '', spendable: false, money: true,
  })))]
}

/** Sorts what has a currency: what can be spent comes first. */
export function useCurrencyOrder(): <T extends { currency: string }>(list: T[]) => T[] {
  const keys = useCurrencies().map((one) => one.key)
  return (list) => [...list].sort((a, b) => keys.indexOf(a.currency) - keys.indexOf(b.currency))
}

/** The name of a currency; its key while the names are on their way. */
export function useCurrencyTitle(): (currency?: string | null) => string {
  const { t } = useTranslation()
  const known = useCurrencies()
  return (currency) => (isMoney(currency) ? t(`value.${currency!.split(':')[1]}`)
    : known.find((one) => one.key === currency)?.title ?? currency ?? '')
}

/** The measure word of a currency. */
export function useCurrencyUnit(): (currency?: string | null) => string {
  const { t } = useTranslation()
  const known = useCurrencies()
  return (currency) => (isMoney(currency) ? t(`value.${currency!.split(':')[1]}`)
    : known.find((one) => one.key === currency)?.unit ?? currency ?? '')
}
