import { api, take } from '../../client/http'
import { Page } from '../kit/page'
import { TierProgress, useMeasure, type Tier } from '../kit/tier-progress'
import { useLoad } from '../load'
import { useFormat, useMe } from '../me'
import { useWords } from '../words'

function Keep({ tier }: { tier: Tier }) {
  const format = useFormat()
  const { t } = useWords()
  const measure = useMeasure(tier)
  const keep = tier.keep
  if (!keep) return null
  const said = { need: measure(keep.need), have: measure(keep.have) }
  return (
    <>
      <h3>{t('tier.keep')}</h3>
      <p>{keep.by ? t('tier.keepNeed', { ...said, day: format.day(keep.by) }) : t('tier.keepOpen', said)}</p>
      {tier.drops_on && <p className="warn">{t('tier.drops', { day: format.day(tier.drops_on) })}</p>}
      {tier.announcement && <p className="warn">{tier.announcement}</p>}
    </>
  )
}

function Ladder({ tier }: { tier: Tier }) {
  const { t } = useWords()
  const measure = useMeasure(tier)
  return (
    <>
      <h3>{t('tier.ladder')}</h3>
      <ol className="ladder">
        {[...tier.ladder].reverse().map((rung) => (
          <li key={rung.tier} aria-current={rung.mine || undefined}>
            <b>{rung.title}</b>
            {rung.mine && <span className="chip">{t('tier.mine')}</span>}
            <span className="figure weak">
              {rung.at ? t('tier.from', { need: measure(rung.at) }) : t('tier.start')}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Benefits() {
  const format = useFormat()
  const { t } = useWords()
  const { data } = useLoad('benefits', () => take(api.GET('/v1/me/benefits')))
  if (!data?.items.length) return null
  return (
    <section className="card" aria-label={t('benefit.title')}>
      <h2>{t('benefit.title')}</h2>
      <ul className="ladder">
        {data.items.map((one) => (
          <li key={one.key} aria-current={one.entitled || undefined}>
            <b>{one.title}</b>
            {one.entitled && !one.gone && <span className="chip">{t('benefit.mine')}</span>}
            {one.entitled && (one.gone ? <span className="weak">{t('benefit.gone')}</span> : one.left !== null && (
              <span className="figure weak">
                {t(`benefit.left.${one.every}`, { n: format.count(one.left), all: format.count(one.uses ?? 0) })}
              </span>
            ))}
            <span className="weak benefit-about">
              {one.about}
              {one.entitled && one.left === 0 && !one.gone && one.renews_on
                ? ` · ${t('benefit.again', { day: format.day(one.renews_on) })}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export default function Tiers() {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  return (
    <Page title={t('tier.title')}>
      {!me.tiers.length && <p className="empty">{t('tier.none')}</p>}
      {me.tiers.map((tier) => (
        <section className="card" key={tier.set} aria-label={tier.title}>
          <h2>{tier.tier_title}</h2>
          <p className="weak">{tier.title} · {t('tier.since', { day: format.day(tier.since) })}</p>
          <TierProgress tier={tier} />
          <Keep tier={tier} />
          <Ladder tier={tier} />
        </section>
      ))}
      <Benefits />
    </Page>
  )
}
