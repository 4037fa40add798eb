import { App, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../client/http'
import { useChangePassword } from '../client/session'
import { FormDrawer } from '../kit/form-drawer'

const SHORTEST = 12

/** One's own password: the present one proves who asks; other devices are signed out. */
export function PasswordDrawer({ email, onClose }: { email: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const change = useChangePassword()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const wrong = change.error instanceof ApiError && change.error.code === 'sign_in_refused'
  const short = [...password].length < SHORTEST
  const differs = again !== '' && again !== password
  const blocked = !current ? t('frame.password.currentMissing') : short ? t('frame.password.short')
    : again !== password ? t('frame.password.differs') : null
  const act = () => change.mutate({ current, password }, {
    onSuccess: () => {
      message.success(t('frame.password.done'))
      onClose()
    },
  })
  return (
    <FormDrawer
      open onClose={onClose} title={t('frame.password.title')} act={t('frame.password.act')} onAct={act}
      busy={change.isPending} blocked={blocked} error={wrong ? undefined : change.error ?? undefined}
      unchanged={t('frame.password.unchanged')}
    >
      <form className="form" onSubmit={(event) => { event.preventDefault(); if (!blocked) act() }}>
        <p className="note">{t('frame.password.note')}</p>
        {/* Password managers learn from it whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <label className="field">
          <span>{t('frame.password.current')}</span>
          <Input.Password
            autoFocus value={current} autoComplete="current-password" status={wrong ? 'error' : undefined}
            onChange={(event) => { setCurrent(event.target.value); change.reset() }}
          />
          {wrong ? <em className="field-problem" role="alert">{t('frame.password.wrong')}</em> : null}
        </label>
        <label className="field">
          <span>{t('frame.password.next')}</span>
          <Input.Password
            value={password} autoComplete="new-password" status={password && short ? 'error' : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
          {password && short ? <em className="field-problem">{t('frame.password.short')}</em>
            : <small className="note">{t('frame.password.rule')}</small>}
        </label>
        <label className="field">
          <span>{t('frame.password.again')}</span>
          <Input.Password
            value={again} autoComplete="new-password" status={differs ? 'error' : undefined}
            onChange={(event) => setAgain(event.target.value)}
          />
          {differs ? <em className="field-problem">{t('frame.password.differs')}</em> : null}
        </label>
        <button type="submit" hidden />
      </form>
    </FormDrawer>
  )
}
