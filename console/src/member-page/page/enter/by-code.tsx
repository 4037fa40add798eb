import Button from 'antd-mobile/es/components/button'
import { useEffect, useState, type FormEvent } from 'react'
import { ApiError, api, setCsrf, take } from '../../../client/http'
import { identityOf } from '../../identity'
import { Trouble } from '../../kit/state'
import { forget } from '../../load'
import { go } from '../../place'
import { useWords } from '../../words'

/** Signing in by a one-time code, where this installation can deliver one: in the demo. */
export function ByCode() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [code, setCode] = useState('')
  const [minutes, setMinutes] = useState(0)
  const [error, setError] = useState<ApiError | null>(null)
  useEffect(() => {
    // Without the answer there is no form: the link is the way in everywhere.
    take(api.GET('/v1/me/doors')).then((doors) => setOpen(doors.one_time_code), () => setOpen(false))
  }, [])
  if (!open) return null
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const identity = identityOf(typed)
    try {
      if (!minutes) {
        const sent = await take(api.POST('/v1/me/passcode', { body: { identity } }))
        setMinutes(Math.round(sent.lasts_seconds / 60))
      } else {
        const { csrf } = await take(api.POST('/v1/me/session/passcode', { body: { identity, code } }))
        setCsrf(csrf)
        forget()
        go('/', true)
      }
      setError(null)
    } catch (thrown) {
      if (thrown instanceof ApiError) setError(thrown)
    }
  }
  return (
    <form className="by-code" onSubmit={send}>
      <h2>{t('enter.code')}</h2>
      <label htmlFor="identity">{t('enter.identity')}</label>
      <input id="identity" required autoComplete="username" value={typed}
        onChange={(event) => { setTyped(event.target.value); setMinutes(0) }} />
      {!!minutes && (
        <>
          <p role="status">{t('enter.sent', { minutes })}</p>
          <label htmlFor="passcode">{t('enter.passcode')}</label>
          <input id="passcode" required inputMode="numeric" autoComplete="one-time-code"
            pattern="[0-9]{6}" maxLength={6} value={code}
            onChange={(event) => setCode(event.target.value)} />
        </>
      )}
      {error && <Trouble error={error} />}
      <Button block color="primary" type="submit">
        {minutes ? t('enter.submit') : t('enter.send')}
      </Button>
    </form>
  )
}
