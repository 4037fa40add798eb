import Button from 'antd-mobile/es/components/button'
import { useState, type FormEvent, type ReactNode } from 'react'
import { ApiError, newKey } from '../../client/http'
import { Trouble } from './state'

/**
 * A form that is one act: one key as long as it was not done, so a second tap and a retry are the
 * same act. What is refused is said below, and nothing was done.
 */
export function ActForm({ act, danger = false, blocked = false, run, done, children }: {
  act: string
  danger?: boolean
  blocked?: boolean
  run: (key: string) => Promise<void>
  done?: () => void
  children?: ReactNode
}) {
  const [key, setKey] = useState(newKey)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await run(key)
      setKey(newKey())
      done?.()
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown
      setError(thrown)
      // It was refused, so nothing was done: another try may say something else. Without an answer
      // it may have been done, and is asked again by the same key.
      if (thrown.status >= 400 && thrown.status < 500) setKey(newKey())
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="act-form" onSubmit={submit}>
      {children}
      {error && <Trouble error={error} />}
      <Button block type="submit" color={danger ? 'danger' : 'primary'} fill={danger ? 'outline' : 'solid'}
        loading={busy} disabled={blocked}>{act}</Button>
    </form>
  )
}

/** A label and its field. */
export function Field({ id, label, note, value, set, numeric = false }: {
  id: string; label: string; note?: string; value: string
  set: (value: string) => void; numeric?: boolean
}) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id} required value={value} inputMode={numeric ? 'numeric' : undefined}
        pattern={numeric ? '[0-9]+' : undefined} autoComplete="off"
        onChange={(event) => set(event.target.value)}
      />
      {note && <p className="weak">{note}</p>}
    </>
  )
}
