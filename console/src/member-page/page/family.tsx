import { useState } from 'react'
import { api, once, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { ActForm } from '../kit/act-form'
import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { useLoad } from '../load'
import { useFormat, useMe, useMeAgain } from '../me'
import { useWords } from '../words'
import { Leave, Manage, Put, Share } from './family/act'

type Shown = Schemas['FamilyShown']

/** The pool, who is in it, and what I can do with it. */
function Mine({ family, done }: { family: Shown; done: () => void }) {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const unit = me.balances.find((one) => one.currency === family.currency)?.unit ?? ''
  const say = (n: number) => format.amount(n, unit)
  const first = family.lots.find((lot) => lot.expires_on)
  const name = (of: string | null) => of ?? t('home.member')
  if (!family.joined) return (
    <section className="card"><h2>{family.title}</h2><p role="status">{t('family.waiting')}</p>
      <Leave family={family} done={done} /></section>
  )
  return (
    <>
      <section className="card">
        <h2>{family.title}</h2>
        <p className="hero">
          <span className="weak">{t('family.pool')}</span>
          <b className="figure">{format.count(family.usable)}</b><span>{unit}</span>
        </p>
        {first && (
          <p className="soon">{t('family.ends', { amount: say(first.amount), day: format.day(first.expires_on!) })}</p>
        )}
        <p className="weak">{t('family.till')}</p>
        <Put family={family} unit={unit} done={done} />
        <Share family={family} done={done} />
      </section>
      <h2>{t('family.members', { n: family.members.length, size: family.size })}</h2>
      <ul className="lines">{family.members.map((one) => (
        <li key={one.member}>
          <div>
            <span>{name(one.name)} {one.head && <span className="chip">{t('family.head')}</span>}</span>
            <span className="weak">{t('family.part', { put: say(one.put), took: say(one.took) })}</span>
          </div>
          {family.head && !one.head && (
            <ActForm
              act={t('family.remove', { name: name(one.name) })} danger done={done}
              run={async (key) => {
                await take(api.POST('/v1/me/family/remove', {
                  body: { member: one.member }, headers: once(key),
                }))
              }}
            />
          )}
        </li>
      ))}{family.invites.map((one) => (
        <li key={`invited ${one.member}`}><div>
          <span>{name(one.name)}</span>
          <span className="weak">{t('family.open', { time: format.time(one.until) })}</span>
        </div></li>
      ))}</ul>
      {family.head && family.members.length + family.invites.length < family.size && <Manage done={done} />}
      <h2>{t('family.story')}</h2>
      <ul className="lines">{family.story.map((one, index) => (
        <li key={index}>
          <div><span>{name(one.name)} {t(`family.change.${one.change}`)}</span>
            {!!one.amount && <span className="figure">{say(one.amount)}</span>}</div>
          <div className="weak"><time dateTime={one.at}>{format.time(one.at)}</time></div>
        </li>
      ))}</ul>
      <Leave family={family} done={done} />
    </>
  )
}

/** A family: an invitation to accept, one to found, or mine. */
export default function Family() {
  const format = useFormat()
  const { t } = useWords()
  const meAgain = useMeAgain()
  const [waits, setWaits] = useState(false)
  const { data, error, again } = useLoad('family', () => take(api.GET('/v1/me/family')))
  // The other side answers a moment later.
  const done = () => { again(); meAgain(); setWaits(true); window.setTimeout(() => { again(); setWaits(false) }, 2500) }
  return (
    <Page title={t('family.title')}>
      {!data && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={6} />)}
      <p className="weak" role="status">{waits ? t('family.soon') : ''}</p>
      {data?.family && <Mine family={data.family} done={done} />}
      {data && !data.family && data.free_on && (
        <p className="card">{t('family.free', { day: format.day(data.free_on) })}</p>
      )}
      {!data?.family && data?.invites.map((one) => (
        <section className="card" key={one.family}>
          <h2>{t('family.invited', { name: one.name ?? t('home.member') })}</h2>
          <p className="weak">{t('family.open', { time: format.time(one.until) })}</p>
          <ActForm
            act={t('family.accept')} done={done}
            run={async (key) => {
              await take(api.POST('/v1/me/family/accept', {
                body: { family: one.family }, headers: once(key),
              }))
            }}
          />
        </section>
      ))}
      {data && !data.family && !data.free_on && data.offered.map((one) => (
        <section className="card" key={one.terms}>
          <h2>{one.title}</h2>
          <p>{t('family.lead', { size: one.size })}</p>
          <p className="weak">
            {t(`family.leaving.${one.leaving}`)} {!!one.rejoin_days && t('family.rejoin', { days: one.rejoin_days })}
          </p>
          <ActForm
            act={t('family.found')} done={done}
            run={async (key) => {
              await take(api.POST('/v1/me/family', { body: { terms: one.terms }, headers: once(key) }))
            }}
          />
        </section>
      ))}
      {data && !data.family && !data.invites.length && !data.offered.length
        && <p className="empty">{t('family.none')}</p>}
    </Page>
  )
}
