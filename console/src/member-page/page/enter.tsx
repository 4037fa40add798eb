import { useEffect, useState } from 'react'
import { ApiError, api, setCsrf, take } from '../../client/http'
import { Skeleton, Trouble } from '../kit/state'
import { forget } from '../load'
import { go, Link } from '../place'
import { useWords } from '../words'
import { ByCode } from './enter/by-code'

/** A link counts once, so it is sent once, however often the page is drawn. */
let sent: Promise<unknown> | null = null

/** Takes the token out of the address bar before anything else can see it. */
function taken(): string | null {
  const token = new URLSearchParams(window.location.search).get('token')
  if (token) window.history.replaceState(null, '', '/m/enter')
  return token
}

/** The end of the link that a member came by: in, or why not. */
export default function Enter() {
  const { t } = useWords()
  const [error, setError] = useState<ApiError | null>(null)
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    document.title = t('enter.title')
    const token = taken()
    if (token) sent = take(api.POST('/v1/me/session', { body: { token } }))
      .then(({ csrf }) => setCsrf(csrf))
    if (!sent) { setIdle(true); return }
    sent.then(
      () => { sent = null; forget(); go('/', true) },
      (thrown: unknown) => { if (thrown instanceof ApiError) setError(thrown) },
    )
  }, [t])
  return (
    <main className="door">
      <h1>{error ? t('enter.refused') : t('enter.title')}</h1>
      {error ? <Trouble error={error} /> : idle ? <p>{t('enter.lead')}</p>
        : <><p role="status">{t('enter.entering')}</p><Skeleton /></>}
      {error && <p><Link to="/" className="back">{t('state.back')}</Link></p>}
      {(error || idle) && <ByCode />}
    </main>
  )
}
