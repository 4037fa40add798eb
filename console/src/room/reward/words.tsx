import { useTranslation } from 'react-i18next'
import type { Document } from '../../client/definition.types'
import { Unknown } from '../../kit/show'
import { useFormat } from '../../kit/use-format'
import type { Valid } from './coupon/days'

/** How long something is valid, in a cell: 14 天, or the first and the last day. */
export function useSpan() {
  const { t } = useTranslation()
  const format = useFormat()
  const days = (first: string | null | undefined, last: string | null | undefined) => {
    if (!first && !last) return t('reward.valid.always')
    if (!last) return t('reward.valid.since', { first: format.day(first!) })
    if (!first) return t('reward.valid.until', { last: format.day(last) })
    return t('reward.valid.between', format.span(first, last))
  }
  return (document: Document | null | undefined) => {
    if (!document) return ''
    if (document.kind === 'offer') return days(document.first as string, document.last as string)
    const valid = document.valid as Valid | undefined
    if (valid?.how === 'fixed') return days(valid.first, valid.last)
    return valid?.days ? t('reward.valid.relative', { count: valid.days }) : ''
  }
}

/** A limit in a cell; without one a dash that says so. */
export function useLimit() {
  const { t } = useTranslation()
  const format = useFormat()
  return (limit: unknown, money = false) => {
    if (typeof limit !== 'number') return <Unknown why={t('reward.noLimit')} />
    return <span className="figure">{money ? format.money(limit) : format.count(limit)}</span>
  }
}
