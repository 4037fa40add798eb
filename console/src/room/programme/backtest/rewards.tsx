import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Pair, Result } from '../../../client/backtest'
import { pageOf } from '../../../client/place'
import { Delta } from '../../../kit/show'
import { StatCard } from '../../../kit/stat-card'
import { useFormat } from '../../../kit/use-format'
import { mostDiffering } from './figure'

const SHOWN = 30

/** What everything costs in money, and what would be owed at the end. */
export function Cost({ result, live }: { result: Result; live: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const owed = result.currencies.reduce<Pair | null>((sum, { liability_cents: one }) => (one === null ? sum : {
    was: (sum?.was ?? 0) + one.was, draft: (sum?.draft ?? 0) + one.draft,
    difference: (sum?.difference ?? 0) + one.difference,
  }), null)
  const { cost } = result
  const cards = [
    { key: 'total', pair: cost.total }, { key: 'points', pair: cost.points },
    { key: 'coupons', pair: cost.coupons },
    { key: 'offers', pair: cost.offers }, { key: 'benefits', pair: cost.benefits },
    { key: 'liability', pair: owed },
  ] as const
  const moved = cards.filter(({ pair }) => pair !== null && (pair.was !== 0 || pair.draft !== 0))
  // Of a single part the sum says nothing new.
  const shown = moved.length > 3 ? moved : moved.filter(({ key }) => key !== 'total')
  if (shown.length === 0) return null
  return (
    <div className="stats">
      {shown.map(({ key, pair }) => (
        <StatCard
          key={key} title={t(`programme.backtest.cost.${key}`)} value={format.moneyCompact(pair!.draft)}
          now={pair!.draft} previous={pair!.was} more="bad" against={live}
          note={<span className="figure was-line">{t('programme.backtest.was', {
            was: format.money(pair!.was),
            by: `${pair!.difference > 0 ? '+' : ''}${format.money(pair!.difference)}`,
          })}</span>}
        />
      ))}
    </div>
  )
}

/** Coupons, gifts and benefits of which more or fewer would have been given or used. */
export function Rewards({ result }: { result: Result }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = mostDiffering(result.rewards)
  if (result.rewards.length === 0) return null
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('programme.backtest.rewards')}</h2>
        <span className="note">{t('programme.backtest.times')}</span>
      </div>
      {rows.length === 0 ? <p className="note">{t('programme.backtest.rewardsSame')}</p> : (
        <div
          className="table-scroll backtest-table" role="region" tabIndex={0}
          aria-label={t('programme.backtest.rewards')}
        >
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('programme.backtest.reward')}</th>
                <th scope="col">{t('programme.backtest.act')}</th>
                <th scope="col" className="right">{t('programme.backtest.wasColumn')}</th>
                <th scope="col" className="right">{t('programme.backtest.draftColumn')}</th>
                <th scope="col" className="right">{t('programme.backtest.difference')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map(({ reward, act }) => {
                const page = pageOf(reward.kind, reward.key)
                const name = format.say(reward.name)
                return (
                  <tr key={`${reward.kind} ${reward.key} ${act.act}`}>
                    <th scope="row">{page ? <Link to={page}>{name}</Link> : name}</th>
                    <td>{t(`programme.backtest.acts.${act.act}`)}</td>
                    <td className="right figure">{format.count(act.times.was)}</td>
                    <td className="right figure">{format.count(act.times.draft)}</td>
                    <td className="right"><Delta amount={act.times.difference} /></td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > SHOWN ? (
        <p className="note">{t('programme.backtest.rewardsMore', { count: rows.length - SHOWN })}</p>
      ) : null}
    </section>
  )
}
