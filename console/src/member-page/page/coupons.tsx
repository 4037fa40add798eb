import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import { ApiError, api, newKey, once, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { Tabs } from '../../kit/tabs'
import { useLoad } from '../load'
import { useFormat } from '../me'
import { useWords } from '../words'
import { Picture } from './coupons/picture'

type Tab = 'usable' | 'past'

function Live({ coupon }: { coupon: Schemas['MyCoupon'] }) {
  const format = useFormat()
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const usable = coupon.state === 'usable'
  return (
    <li className="card coupon">
      <b>{coupon.says}</b>
      <p>{coupon.title}</p>
      <p className="weak">
        {coupon.state === 'later' ? t('coupons.later', { day: format.day(coupon.valid_from) })
          : coupon.state === 'locked' ? t('coupons.locked')
            : t('coupons.until', { day: format.day(coupon.valid_to) })}
      </p>
      {usable && (
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('coupons.close') : t('coupons.show')}
        </Button>
      )}
      {usable && open && <Picture code={coupon.coupon} label={t('coupons.qr')} />}
    </li>
  )
}

function Claim({ coupon, claimed }: { coupon: Schemas['Claimable']; claimed: () => void }) {
  const { t } = useWords()
  const [key] = useState(newKey)
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const claim = async () => {
    setBusy(true)
    try {
      await take(api.POST('/v1/me/coupons', {
        body: { [coupon.kind === 'pack' ? 'pack' : 'template']: coupon.key }, headers: once(key),
      }))
      claimed()
    } catch (thrown) {
      if (thrown instanceof ApiError) setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <li className="card coupon">
      <b>{coupon.says}</b>
      <p>{coupon.title}</p>
      <Button color="primary" loading={busy} onClick={claim}>{t('coupons.claim')}</Button>
      {error && <Trouble error={error} />}
    </li>
  )
}

export default function Coupons() {
  const format = useFormat()
  const { t } = useWords()
  const [tab, setTab] = useState<Tab>('usable')
  const [turn, setTurn] = useState(0)
  const { data, error, again } = useLoad('coupons', () => take(api.GET('/v1/me/coupons')))
  // A claim that went through begins anew: its key is used up.
  const claimed = () => { setTurn(turn + 1); again() }
  return (
    <Page title={t('coupons.title')}>
      {!data && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={5} />)}
      {data && (
        <Tabs label={t('coupons.title')} chosen={tab} choose={setTab} tabs={[
          { key: 'usable', title: t('coupons.usable', { n: format.count(data.coupons.length) }) },
          { key: 'past', title: t('coupons.past') },
        ]}>
          {tab === 'usable' ? (
            <>
              {!data.coupons.length && <p className="empty">{t('coupons.empty')}</p>}
              <ul>{data.coupons.map((one) => <Live key={one.coupon} coupon={one} />)}</ul>
              {!!data.claimable.length && <h2>{t('coupons.claimable')}</h2>}
              <ul>{data.claimable.map((one) =>
                <Claim key={`${one.kind} ${one.key} ${turn}`} coupon={one} claimed={claimed} />)}</ul>
            </>
          ) : (
            <>
              {!data.past.length && <p className="empty">{t('coupons.nothing')}</p>}
              <ul className="lines">{data.past.map((one) => (
                <li key={one.coupon}>
                  <div><span>{one.title}</span><span>{t(`coupons.change.${one.change}`)}</span></div>
                  <div className="weak"><time dateTime={one.at}>{format.time(one.at)}</time></div>
                </li>
              ))}</ul>
            </>
          )}
        </Tabs>
      )}
    </Page>
  )
}
