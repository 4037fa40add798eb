import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import { ApiError, api, newKey, once, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { useLoad } from '../load'
import { useFormat, useMe, useMeAgain } from '../me'
import { useWords } from '../words'
import { Picture } from './coupons/picture'
import { GiftCode } from './mall-code'
import { Donation, Results } from './mall-donation'

type Gift = Schemas['MyGift']
type Done = Schemas['Redeemed']

/** Choose, confirm with price and balance after, result with its code: three steps. */
function Redeem({ gift, done }: { gift: Gift; done: (what: Done) => void }) {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const [key] = useState(newKey)
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const held = me.balances.find((one) => one.currency === gift.currency)
  const price = format.amount(gift.points, held?.unit ?? '')
  if (!sure)
    return <Button color="primary" onClick={() => setSure(true)}>{t('mall.choose')}</Button>
  const redeem = async () => {
    setBusy(true)
    try {
      done(await take(api.POST('/v1/me/gifts/{gift}/redeem', {
        params: { path: { gift: gift.gift } }, headers: once(key),
      })))
    } catch (thrown) {
      if (thrown instanceof ApiError) setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div role="group" aria-label={gift.title}>
      {held && <p>{t('mall.after', { balance: format.amount(held.usable - gift.points, held.unit) })}</p>}
      {error && <Trouble error={error} />}
      <Button block color="primary" loading={busy} onClick={redeem}>
        {t('mall.redeem', { price })}
      </Button>
      <Button block disabled={busy} onClick={() => setSure(false)}>{t('mall.leave')}</Button>
    </div>
  )
}

function Offered({ gift, done }: { gift: Gift; done: (what: Done) => void }) {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const held = me.balances.find((one) => one.currency === gift.currency)
  const price = [
    gift.points ? format.amount(gift.points, held?.unit ?? '') : '',
    gift.money_cents ? format.money(gift.money_cents) : '',
  ].filter(Boolean).join(' + ')
  return (
    <li className={gift.surprise ? 'card coupon surprise' : 'card coupon'}>
      {gift.surprise && <p className="surprise-note">{t('mall.surprise')}</p>}
      <b>{gift.title}</b>
      <p>{price || t('mall.free')}</p>
      {gift.left != null && <p className="weak">{t('mall.left', { n: format.count(gift.left) })}</p>}
      {gift.state === 'open' ? <Redeem gift={gift} done={done} /> : (
        <p className="weak">{t(`mall.state.${gift.state}`, {
          time: gift.opens_at ? format.time(gift.opens_at) : '',
          missing: format.amount(Math.max(gift.points - (held?.usable ?? 0), 0), held?.unit ?? ''),
        })}</p>
      )}
    </li>
  )
}

const surprisesFirst = (gifts: Gift[]) =>
  [...gifts].sort((a, b) => Number(b.surprise) - Number(a.surprise))

export default function Mall() {
  const format = useFormat()
  const { t } = useWords()
  const meAgain = useMeAgain()
  const [result, setResult] = useState<Done | 'given' | null>(null)
  const [turn, setTurn] = useState(0)
  const { data, error, again } = useLoad('gifts', () => take(api.GET('/v1/me/gifts')))
  const done = (what: Done | 'given') => {
    setResult(what)
    setTurn(turn + 1)
    again()
    meAgain()
    window.scrollTo(0, 0)
  }
  return (
    <Page title={t('mall.title')}>
      <div role="status">
        {result === 'given' ? (
          <section className="card"><h2>{t('mall.give.thanks')}</h2><p>{t('mall.give.hear')}</p></section>
        ) : result && (
          <section className="card">
            <h2>{t('mall.done')}</h2>
            <Picture code={result.redemption_id} label={t('mall.qr')} />
          </section>
        )}
      </div>
      {!data && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={5} />)}
      {data && !data.gifts.length && <p className="empty">{t('mall.empty')}</p>}
      <ul>{data && surprisesFirst(data.gifts).map((one) => (one.project
        ? <Donation key={`${one.gift} ${turn}`} gift={one} project={one.project} done={() => done('given')} />
        : <Offered key={`${one.gift} ${turn}`} gift={one} done={done} />))}</ul>
      {data && <Results results={data.results} />}
      {!!data?.redemptions.length && <h2>{t('mall.mine')}</h2>}
      <ul className="lines">{data?.redemptions.map((one) => (
        <li key={one.redemption_id}>
          <div>
            <span>{one.title}{one.pieces ? ` × ${one.pieces}` : ''}</span>
            <span>{t(one.pieces ? `mall.give.step.${one.step}` : `mall.step.${one.step}`)}</span>
          </div>
          <div className="weak"><time dateTime={one.at}>{format.time(one.at)}</time></div>
          {one.code && <GiftCode redemption={one.redemption_id} seen={one.code === 'seen'} />}
          {one.step === 'claimed' && !one.pieces && (
            <details>
              <summary>{t('mall.show')}</summary>
              <Picture code={one.redemption_id} label={t('mall.qr')} />
            </details>
          )}
        </li>
      ))}</ul>
    </Page>
  )
}
