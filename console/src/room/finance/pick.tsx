import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useBooks, useCurrencies } from '../../client/currency'
import { useMedia } from '../../kit/preference'
import { useUrl } from '../../kit/url'
import { useFormat } from '../../kit/use-format'

/** The currency of the page, kept in the address: the first that members spend until one is chosen. */
export function usePicked(books = false) {
  const { get, put } = useUrl()
  const [points, every] = [useCurrencies(), useBooks()]
  const known = books ? every : points
  const asked = get('currency')
  const currency = known.find((one) => one.key === asked) ?? known[0]
  return { currency, known, pick: (key: string) => put({ currency: key }) }
}

export function CurrencyPick({ spendable = false, books = false }: {
  spendable?: boolean
  /** The pots of stored values as well. */
  books?: boolean
}) {
  const { t } = useTranslation()
  const { currency, known, pick } = usePicked(books)
  const narrow = useNarrow()
  const shown = spendable ? known.filter((one) => one.spendable) : known
  if (shown.length < 2) return null
  if (shown.length > (narrow ? 2 : 4)) return (
    <Select
      aria-label={t('words.currency')} value={currency?.key} onChange={pick} popupMatchSelectWidth={false}
      options={shown.map((one) => ({ value: one.key, label: one.title }))}
    />
  )
  return (
    <Segmented
      aria-label={t('words.currency')} value={currency?.key} onChange={pick}
      options={shown.map((one) => ({ value: one.key, label: one.title }))}
    />
  )
}

/** The figures lack what the worker has not counted: say so rather than show less. */
export function Behind({ batches }: { batches: number | undefined }) {
  const { t } = useTranslation()
  if (!batches) return null
  return <p className="note" role="status">{t('finance.behind', { count: batches })}</p>
}

/** 2026-11 or 202611 as people read a month: 2026-11, Nov 2026. */
export function useMonth() {
  const { language } = useFormat().manner
  return (month: string | number) => {
    const text = String(month).replace('-', '')
    const [year, number] = [text.slice(0, 4), text.slice(4, 6)]
    if (language !== 'en') return `${year}-${number}`
    const at = new Date(Date.UTC(Number(year), Number(number) - 1, 15))
    return new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at)
  }
}

/** Whether the screen is a phone's. */
export const useNarrow = () => useMedia('(max-width: 767px)')
