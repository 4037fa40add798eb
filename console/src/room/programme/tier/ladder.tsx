import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useTierFigures } from '../../../client/definition'
import type { Document } from '../../../client/definition.types'
import { tiersOfDocument } from '../../../client/tier'
import { tierStep } from '../../../kit/theme/colour'
import { useFormat } from '../../../kit/use-format'

/** The ladder: each tier with its threshold, its members and how near the next is. */
export function Ladder({ document }: { document: Document }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { data: figures } = useTierFigures()
  const tiers = tiersOfDocument(document, i18n.language)
  const money = (document.measure as { how?: string } | undefined)?.how === 'spend'
  const figure = (key: string) => figures?.find((one) => one.set === document.key && one.tier === key)
  const most = Math.max(1, ...tiers.map((tier) => figure(tier.key)?.members ?? 0))
  const all = tiers.reduce((sum, tier) => sum + (figure(tier.key)?.members ?? 0), 0)
  return (
    <ol className="ladder">
      {[...tiers].reverse().map((tier) => {
        const own = figure(tier.key)
        const step = tierStep(tier.rank, tiers.length)
        return (
          <li key={tier.key}>
            <b>{tier.title}</b>
            <span className="figure quiet">
              {tier.from ? money ? t('programme.tier.from', { amount: format.money(tier.from) })
                : t('programme.tier.from', { amount: format.count(tier.from) }) : ''}
            </span>
            <span className="ladder-bar">
              <span style={{
                width: `${(100 * (own?.members ?? 0)) / most}%`, background: `var(--ramp-${step})`,
              }} />
            </span>
            <span className="right">
              {own ? (
                <Link to={`/member/members?tier=${tier.key}`}>
                  {t('member.count', { count: own.members })}
                </Link>
              ) : null}
            </span>
            <small className="quiet right">
              {own && all ? format.percent(own.members / all) : ''}
            </small>
            <small className="quiet">
              {own?.near_next ? t('programme.tier.near', { count: own.near_next }) : ''}
            </small>
          </li>
        )
      })}
    </ol>
  )
}
