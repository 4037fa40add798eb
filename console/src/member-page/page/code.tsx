import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { mainBalance, useFormat, useMe } from '../me'
import { useWords } from '../words'
import { barPath, qrPath, spoken } from './code/make'
import { useCode } from './code/use-code'

/** A clock that is off by less needs no word. */
const OFF_MS = 20_000

/** The end of a day is its last minute: 23:59, never 00:00 of the next. */
const lastMoment = (end: string) => new Date(Date.parse(end) - 1).toISOString()

function Picture({ code }: { code: string }) {
  const { t } = useWords()
  const qr = qrPath(code)
  const bar = barPath(code)
  return (
    <>
      <svg className="bar" viewBox={`-10 0 ${bar.width + 20} 1`} preserveAspectRatio="none"
        role="img" aria-label={t('code.bar')} shapeRendering="crispEdges">
        <path d={bar.path} />
      </svg>
      <p className="digits" aria-label={t('code.digits')} role="group">{spoken(code)}</p>
      <svg className="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img"
        aria-label={t('code.qr')} shapeRendering="crispEdges">
        <path d={qr.path} />
      </svg>
    </>
  )
}

export default function Code() {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const { key, plain, shown, error, again } = useCode()
  const balance = mainBalance(me)
  const who = [
    me.name, me.tiers[0]?.tier_title, balance && format.amount(balance.usable, balance.unit),
  ]
  return (
    <Page title={t('code.title')}>
      <p className="who">{who.filter(Boolean).join(' · ')}</p>
      {!shown && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={5} />)}
      {key && shown && (
        <>
          <div className="paper">
            <Picture code={shown.code} />
            <p className="countdown" role="timer">{t('code.next', { seconds: shown.left })}</p>
          </div>
          <ul className="hints">
            <li>{t('code.bright')}</li>
            <li>{t('code.once')}</li>
            <li>{plain ? t('code.plain') : t('code.offline', { time: format.here(lastMoment(key.ends_at)) })}</li>
            {Math.abs(key.behind) > OFF_MS && (
              <li>{t('code.clock', { seconds: Math.round(Math.abs(key.behind) / 1000) })}</li>
            )}
          </ul>
        </>
      )}
    </Page>
  )
}
