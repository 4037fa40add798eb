import { useTranslation } from 'react-i18next'
import type { Template } from '../programme/new'

const dairy = { attribute: 'line.category', op: 'is', value: 'dairy' }

/** What a new coupon or offer may begin with: one of each thing that shops really do. */
export function useRewardTemplates(kind: 'coupon' | 'offer'): Template[] {
  const { t } = useTranslation()
  const rest = kind === 'coupon' ? { valid: { how: 'relative', days: 14 }, per_member: 1 } : {}
  const made = (key: string, terms: object): Template => ({
    key, title: t(`reward.template.${key}`), document: { terms, ...rest },
  })
  return [
    made('spend_and_save', { discount: { how: 'amount_off', off_cents: 500 }, from_cents: 3000 }),
    made('steps', { discount: { how: 'steps', steps: [
      { from_cents: 10_000, off_cents: 800 }, { from_cents: 20_000, off_cents: 2000 },
    ] } }),
    made('percent', { discount: { how: 'percent_off', percent: 15, max_cents: 2000 } }),
    made('second_half', { discount: { how: 'nth_item', nth: 2, percent: 50 }, lines: dairy }),
    made('bundle', { discount: { how: 'bundle', count: 3, price_cents: 5000 }, lines: dairy }),
    made('shipping', { discount: { how: 'free_shipping' }, from_cents: 9900 }),
    made('exchange', { discount: { how: 'exchange', sku: '1023', price_cents: 990 }, from_cents: 9900 }),
    made('present', { discount: { how: 'present', sku: '1023', quantity: 1 }, from_cents: 9900 }),
  ]
}
