import { useTranslation } from 'react-i18next'
import { isMoney } from '../client/currency'
import { useFormat } from './use-format'

/** How an entry is said: of points a number, of a pot of stored value an amount of money. */
export function useMoved() {
  const { t } = useTranslation()
  const format = useFormat()
  const amount = (n: number, currency?: string | null) =>
    (isMoney(currency) ? format.money(n) : format.count(n))
  return {
    amount,
    delta: (n: number, currency?: string | null) =>
      (isMoney(currency) ? `${n > 0 ? '+' : ''}${format.money(n)}` : format.delta(n)),
    word: (kind: string, currency?: string | null) =>
      t(isMoney(currency) ? `value.entry.${kind}` : `words.entry.${kind}`),
  }
}
