import type { Schemas } from '../../client/types'
import { useFormat } from '../me'
import { useWords } from '../words'
import { Progress } from './progress'

export type Tier = Schemas['MyTier']

/** Says an amount in what a tier set counts: money, points, orders. */
export function useMeasure(tier: Tier) {
  const format = useFormat()
  const { t } = useWords()
  const known = tier.progress
  return (n: number, short = false) => {
    if (known?.measure === 'cents') return format.money(n)
    if (known?.measure === 'orders') return t('tier.orders', { n: format.count(n) })
    return short || !known ? format.count(n) : format.amount(n, known.unit)
  }
}

export function TierProgress({ tier }: { tier: Tier }) {
  const { t } = useWords()
  const measure = useMeasure(tier)
  const ahead = tier.progress
  if (!ahead) return <p className="progress-said">{tier.announcement ?? t('tier.top')}</p>
  const left = Math.max(ahead.need - ahead.have, 0)
  const next = { left: measure(left), tier: ahead.next_title }
  return (
    <Progress
      label={t('tier.progress', { tier: ahead.next_title })} have={ahead.have} need={ahead.need}
      said={t('tier.have', { have: measure(ahead.have, true), need: measure(ahead.need, true) })}
      left={left ? t('tier.next', next) : t('tier.reached', next)}
    />
  )
}
