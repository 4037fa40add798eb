import { useTranslation } from 'react-i18next'
import { useCurrencyUnit } from '../../../client/currency'
import type { Tone } from '../../../kit/chip'
import { useFormat } from '../../../kit/use-format'

export const stepTones: Record<string, Tone> = { claimed: 'warning', fulfilled: 'success', reversed: 'quiet' }

type Cost = { currency?: string | null; points: number; amount_cents: number }

/** What a redemption has cost; one that cost nothing was given. */
export function usePrice() {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  return (one: Cost) => [
    one.points ? `${format.count(one.points)} ${unit(one.currency)}` : null,
    one.amount_cents ? format.money(one.amount_cents) : null,
  ].filter(Boolean).join(' + ') || t('member.gift.free')
}
