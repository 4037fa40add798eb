import { useTranslation } from 'react-i18next'
import type { TierStep } from '../../../client/tier'
import type { Filter } from '../../../kit/filter/filter'

export const filterKeys = [
  'q', 'tier', 'provisional', 'orders_min', 'registered_from', 'last_order_from', 'balance_min',
]

/** What a list of members can be filtered by; all of it on the server. */
export function useFilters(tiers: TierStep[]): Filter[] {
  const { t } = useTranslation()
  return [
    {
      key: 'tier', title: t('words.tier'), type: 'choice', many: true,
      choices: tiers.map((tier) => ({ value: tier.key, title: tier.title })),
    },
    {
      key: 'provisional', title: t('member.filter.confirmed'), type: 'choice',
      choices: [
        { value: 'false', title: t('member.filter.known') },
        { value: 'true', title: t('member.provisional') },
      ],
    },
    { key: 'orders_min', title: t('member.filter.orders'), type: 'number' },
    { key: 'registered_from', title: t('member.filter.registered'), type: 'day' },
    { key: 'last_order_from', title: t('member.filter.lastOrder'), type: 'day' },
    { key: 'balance_min', title: t('member.filter.balance'), type: 'number' },
  ]
}
