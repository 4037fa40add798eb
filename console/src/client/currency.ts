import { useTranslation } from 'react-i18next'
import { say } from '../i18n'
import { useDefinitions } from './definition'

/** The operator's name of a currency; its key while the names are on their way. */
export function useCurrencyTitle(): (currency?: string | null) => string {
  const { i18n } = useTranslation()
  const { data } = useDefinitions('currency')
  return (currency) => {
    if (!currency) return ''
    const row = data?.find((one) => one.key === currency)
    return row ? say(row.name, i18n.language) : currency
  }
}
