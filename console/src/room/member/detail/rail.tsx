import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCurrencies, useCurrencyOrder } from '../../../client/currency'
import { useIdentities, useMemberTiers } from '../../../client/member'
import { useTiers } from '../../../client/tier'
import type { Balance, Member, TierState } from '../../../client/types'
import { Boundary } from '../../../kit/boundary'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Stale } from '../../../kit/stale'
import { tierStep } from '../../../kit/theme/colour'
import { useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { LotsChart } from './lots'
import { useRevealed } from './reveal'

/** What is: tier, balances, what expires, identities. Each part loads and fails alone. */
export function Rail({ id, member }: { id: string; member: UseQueryResult<Member> }) {
  const { t } = useTranslation()
  const [main] = useCurrencies()
  return (
    <aside className="card member-rail" aria-label={t('member.rail')}>
      <Boundary><Tiers id={id} /></Boundary>
      <Boundary><Balances member={member} /></Boundary>
      {main ? (
        <Boundary>
          <section className="section">
            <LotsChart member={id} currency={main.key} title={main.title} />
          </section>
        </Boundary>
      ) : null}
      <Boundary><Identities member={id} /></Boundary>
    </aside>
  )
}

function Tiers({ id }: { id: string }) {
  const { data, error, refetch, dataUpdatedAt } = useMemberTiers(id)
  if (error && !data) return (
    <section className="section"><ProblemView error={error} retry={() => void refetch()} /></section>
  )
  if (!data) return <section className="section"><Loading rows={3} /></section>
  return (
    <>
      {error ? <Stale at={dataUpdatedAt} retry={() => void refetch()} /> : null}
      {data.map((tier) => <Tier key={tier.set} tier={tier} />)}
    </>
  )
}

function Balances({ member }: { member: UseQueryResult<Member> }) {
  const { t } = useTranslation()
  const order = useCurrencyOrder()
  const { data, error, refetch } = member
  return (
    <section className="section">
      <h2>{t('words.balance')}</h2>
      {error && !data ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={3} /> : null}
      {data?.balances.length === 0 ? <p className="note">{t('member.noBalance')}</p> : null}
      {data ? order(data.balances).map((one) => <BalanceLine key={one.currency} balance={one} />) : null}
    </section>
  )
}

function Tier({ tier }: { tier: TierState }) {
  const { t } = useTranslation()
  const format = useFormat()
  const steps = useTiers().filter((one) => one.set === tier.set)
  const rank = steps.find((one) => one.key === tier.tier)?.rank
  const { progress, keep } = tier
  const share = progress && progress.need > 0 ? Math.min(1, progress.have / progress.need) : 1
  const step = rank === undefined ? 6 : tierStep(rank, steps.length)
  return (
    <section className="section">
      <div className="rail-head">
        <h2>{format.say(tier.title)}</h2>
        <b>{format.say(tier.tier_title) || t('words.noTier')}</b>
      </div>
      {progress?.next ? (
        <>
          <div
            className="bar" role="progressbar" aria-valuenow={progress.have} aria-valuemin={0}
            aria-valuemax={progress.need} aria-label={t('member.toNext', {
              left: format.count(Math.max(0, progress.need - progress.have)),
              unit: format.say(progress.unit), tier: format.say(progress.next_title),
            })}
          >
            <span style={{ width: `${share * 100}%`, background: `var(--ramp-${step})` }} />
          </div>
          <div className="rail-line">
            <span className="figure">
              {`${format.count(progress.have)} / ${format.count(progress.need)}`}
            </span>
            <span>{t('member.toNext', {
              left: format.count(Math.max(0, progress.need - progress.have)),
              unit: format.say(progress.unit), tier: format.say(progress.next_title),
            })}</span>
          </div>
        </>
      ) : <p className="note">{t('member.topTier')}</p>}
      {keep?.by && keep.have < keep.need ? (
        <p className="note">{t('member.keep', {
          have: format.count(keep.have), need: format.count(keep.need), day: format.day(keep.by),
        })}</p>
      ) : tier.ends_on ? <p className="note">{t('member.until', { day: format.day(tier.ends_on) })}</p>
        : null}
      {tier.announcement ? <p className="warn">{format.say(tier.announcement)}</p> : null}
    </section>
  )
}

function BalanceLine({ balance }: { balance: Balance }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { put } = useUrl()
  return (
    <div className="balance">
      <button type="button" onClick={() => put({ tab: 'points', currency: balance.currency })}>
        <span>{format.say(balance.title)}</span>
        <b className="figure">{format.count(balance.usable)}</b>
      </button>
      {balance.pending ? (
        <div className="rail-line">
          <span>{t('words.lot.pending')}</span><span className="figure">{format.count(balance.pending)}</span>
        </div>
      ) : null}
      {balance.held ? (
        <div className="rail-line">
          <span>{t('words.lot.held')}</span><span className="figure">{format.count(balance.held)}</span>
        </div>
      ) : null}
      {balance.debt ? (
        <div className="rail-line bad">
          <span>{t('words.lot.debt')}</span><span className="figure">{format.count(balance.debt)}</span>
        </div>
      ) : null}
      {balance.next_expiry && balance.expiring_30d ? (
        <div className="rail-line soon">
          <span>{t('member.expires', { day: format.day(balance.next_expiry.on) })}</span>
          <span className="figure">{format.count(balance.next_expiry.amount)}</span>
        </div>
      ) : null}
    </div>
  )
}

function Identities({ member }: { member: string }) {
  const { t, i18n } = useTranslation()
  const { data, error, refetch } = useIdentities(member)
  const { clear } = useRevealed()
  const name = (kind: string) => {
    const key = `words.identityKind.${kind}`
    return i18n.exists(key) ? t(key) : kind
  }
  return (
    <section className="section">
      <h2>{t('words.identity')}</h2>
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={2} /> : null}
      {data?.map((one, index) => (
        <div className="rail-line" key={`${one.kind} ${index}`}>
          <span>{name(one.kind)}</span>
          <span className="mono">{clear(one.kind, one.masked) ?? one.masked}</span>
        </div>
      ))}
    </section>
  )
}
