import Button from 'antd-mobile/es/components/button'
import { useEffect, useState } from 'react'
import { ApiError, api, newKey, once, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { useLoad } from '../load'
import { useFormat } from '../me'
import { useWords } from '../words'

const ASK_AGAIN_MS = 2_000

function Kept({ title, kept }: { title: string; kept: Schemas['Kept'][] }) {
  const { t } = useWords()
  return (
    <>
      <h2>{title}</h2>
      {!kept.length && <p className="weak">{t('privacy.nothing')}</p>}
      <dl className="facts">
        {kept.map((one, at) => (
          <div key={at}><dt>{one.title}</dt><dd>{one.value}</dd></div>
        ))}
      </dl>
    </>
  )
}

function Copy() {
  const format = useFormat()
  const { t } = useWords()
  const { data, error, again } = useLoad('copy', () => take(api.GET('/v1/me/copy')))
  const [refused, setRefused] = useState<ApiError | null>(null)
  const [key] = useState(newKey)
  const waiting = data?.status === 'waiting'
  useEffect(() => {
    if (!waiting) return
    const clock = window.setInterval(again, ASK_AGAIN_MS)
    return () => window.clearInterval(clock)
  }, [waiting, again])
  const ask = async () => {
    try {
      await take(api.POST('/v1/me/copy', { headers: once(key) }))
      setRefused(null)
      again()
    } catch (thrown) {
      if (thrown instanceof ApiError) setRefused(thrown)
    }
  }
  const trouble = refused ?? error
  return (
    <>
      <h2>{t('privacy.copy')}</h2>
      <p className="weak">{t('privacy.copyLead')}</p>
      <div role="status">
        {waiting && <p>{t('privacy.waiting')}</p>}
        {data?.status === 'failed' && <p>{t('privacy.failed')}</p>}
        {data?.until && <p>{t('privacy.ready', { day: format.date(data.until) })}</p>}
      </div>
      {trouble && <Trouble error={trouble} />}
      {data?.status === 'ready'
        ? <a className="adm-like" href="/v1/me/copy/file" download>{t('privacy.download')}</a>
        : <Button block disabled={!data || waiting} onClick={ask}>{t('privacy.ask')}</Button>}
    </>
  )
}

export default function Privacy() {
  const format = useFormat()
  const { t } = useWords()
  const { data, error, again } = useLoad('privacy', () => take(api.GET('/v1/me/privacy')))
  return (
    <Page title={t('privacy.title')}>
      {!data && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={5} />)}
      {data && (
        <>
          <Kept title={t('privacy.identities')} kept={data.identities} />
          <Kept title={t('privacy.profile')} kept={data.profile} />
          {data.since && (
            <p>{t('privacy.kept', {
              day: format.date(data.since), events: format.count(data.events),
              entries: format.count(data.entries),
            })}</p>
          )}
          <p className="weak">{t('privacy.sealed')}</p>
          <Copy />
          <h2>{t('privacy.erase')}</h2>
          <p className="weak">{t('privacy.eraseLead')}</p>
        </>
      )}
    </Page>
  )
}
