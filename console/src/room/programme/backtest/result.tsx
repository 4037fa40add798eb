import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Compared, Pair, Result } from '../../../client/backtest'
import { isMoney, useCurrencyUnit } from '../../../client/currency'
import { pageOf } from '../../../client/place'
import { releaseName } from '../../../client/release'
import { Compact } from '../../../kit/show'
import { StatCard } from '../../../kit/stat-card'
import { useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { Budgets } from './budget'
import { Gains } from './gains'
import { Moves } from './moves'
import { Cost, Rewards } from './rewards'
import { Rules } from './rules'
import { Values } from './values'
import { Weeks } from './weeks'

/** What was beside what would have been: figures, weeks, rules, tiers, members, budgets, doubts. */
export function ResultView({ result, at }: { result: Result; at: string }) {
  const { t } = useTranslation()
  const { get, put } = useUrl()
  const format = useFormat()
  const pots = result.currencies.filter((one) => isMoney(one.currency))
  const currencies = result.currencies.filter((one) => !isMoney(one.currency)).sort((a, b) => Number(b.spendable) - Number(a.spendable))
  const currency = currencies.find((one) => one.currency === get('currency')) ?? currencies[0]
  const live = releaseName(result.release.live)
  return (
    <div className="backtest">
      <Head result={result} at={at} />
      {result.same ? <div className="banner" role="status">{t('programme.backtest.same', { live })}</div>
        : null}
      <Cost result={result} live={live} />
      {currency ? (
        <>
          {currencies.length > 1 ? (
            <Segmented
              value={currency.currency} onChange={(key) => put({ currency: key })}
              className="backtest-currency" aria-label={t('words.currency')}
              options={currencies.map((one) => ({ value: one.currency, label: format.say(one.name) }))}
            />
          ) : null}
          <Figures currency={currency} redemptions={result.redemptions} live={live} />
          <Weeks currency={currency} live={live} window={`${result.from} – ${result.to}`} />
          <div className="backtest-grid">
            <Rules currency={currency} />
            <Gains currency={currency} />
          </div>
        </>
      ) : null}
      <Values pots={pots} live={live} />
      <div className="backtest-grid">
        {result.tiers.map((one) => <Moves key={one.tier_set} moves={one} live={live} />)}
        <Refusals result={result} />
        <Rewards result={result} />
      </div>
      <Budgets budgets={result.budgets} live={live} />
      <Approximations result={result} />
    </div>
  )
}

function Head({ result, at }: { result: Result; at: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { release } = result
  const name = release.number ? releaseName(release.number) : t('programme.backtest.draftRelease')
  return (
    <section className="card backtest-head">
      <h2>{t('programme.backtest.against', { draft: name, live: releaseName(release.live) })}</h2>
      <p className="note">
        {[
          `${format.day(result.from)} – ${format.day(result.to)}`,
          t('programme.backtest.events', { count: result.events }),
          t('programme.backtest.members', { count: result.members }),
          t('programme.backtest.took', { count: Math.max(1, Math.round(result.seconds)) }),
          t('programme.backtest.asOf', { time: format.time(at) }),
        ].join(' · ')}
      </p>
      {release.changes.length ? (
        <p className="backtest-changes">
          <span className="quiet">{t('programme.backtest.changes')}</span>
          {release.changes.map((one) => {
            const page = pageOf(one.kind, one.key)
            const said = `${t(`programme.release.${one.change}`)} ${one.key}`
            return page && one.change !== 'removed'
              ? <Link key={`${one.kind}/${one.key}`} to={page}>{said}</Link>
              : <span key={`${one.kind}/${one.key}`}>{said}</span>
          })}
        </p>
      ) : null}
    </section>
  )
}

function Figures({ currency, redemptions, live }: {
  currency: Compared; redemptions: Pair; live: string
}) {
  const { t } = useTranslation()
  const unit = useCurrencyUnit()
  const cards = [
    { key: 'issued', pair: currency.flows.issued, more: null },
    { key: 'net', pair: currency.flows.net, more: 'bad' },
    { key: 'spent', pair: currency.flows.spent, more: 'good' },
    { key: 'outstanding', pair: currency.outstanding, more: 'bad' },
    { key: 'redemptions', pair: redemptions, more: 'good' },
  ] as const
  const shown = currency.spendable ? cards : cards.filter((one) => one.key === 'issued' || one.key === 'net' ||
    one.key === 'outstanding')
  return (
    <div className="stats">
      {shown.map(({ key, pair, more }) => (
        <StatCard
          key={key} title={t(`programme.backtest.figure.${key}`, { unit: unit(currency.currency) })}
          value={<Compact value={pair.draft} />} now={pair.draft} previous={pair.was} more={more}
          against={live} note={<span className="figure was-line"><Was pair={pair} /></span>}
        />
      ))}
    </div>
  )
}

function Was({ pair }: { pair: Pair }) {
  const { t } = useTranslation()
  const format = useFormat()
  return <>{t('programme.backtest.was', { was: format.count(pair.was), by: format.delta(pair.difference) })}</>
}

/** What the draft would have refused: an act that happened would not have been possible. */
function Refusals({ result }: { result: Result }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const rows = result.events_by_type.flatMap((one) => [
    ...one.refused.map((refused) => ({ type: one.type, why: refused.code, count: refused.events })),
    ...(one.left_out ? [{ type: one.type, why: '', count: one.left_out }] : []),
  ])
  if (rows.length === 0) return null
  return (
    <section className="card">
      <div className="card-head"><h2>{t('programme.backtest.refused')}</h2></div>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('words.event')}</th><th scope="col">{t('programme.backtest.why')}</th>
            <th scope="col" className="right">{t('programme.backtest.times')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.type} ${row.why}`}>
              <th scope="row"><code>{row.type}</code></th>
              <td>{row.why ? i18n.exists(`programme.backtest.code.${row.why}`)
                ? t(`programme.backtest.code.${row.why}`) : <code>{row.why}</code>
                : t('programme.backtest.leftOut')}</td>
              <td className="right figure">{format.count(row.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What a back-test cannot know, said where its figures stand. */
function Approximations({ result }: { result: Result }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className="card">
      <div className="card-head"><h2>{t('programme.backtest.approximations')}</h2></div>
      <ul className="backtest-doubts">
        {result.approximations.map((one) => (
          <li key={one.code}>
            {format.say(one.text)}
            {one.number ? <span className="quiet"> {t('programme.backtest.concerns', {
              count: one.number,
            })}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
