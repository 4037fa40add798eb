import { Button, Input, Modal } from 'antd'
import { createContext, useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReveal } from '../../../client/member'
import type { Member, Revealed } from '../../../client/types'
import { Icon } from '../../../kit/icon'
import { ProblemView } from '../../../kit/problem'
import { useSession } from '../../../client/session'

type Value = { revealed: Revealed | null; setRevealed: (value: Revealed | null) => void }
const Context = createContext<Value>({ revealed: null, setRevealed: () => undefined })
export const Revealing = Context.Provider

const MINUTES = 5

/** The last characters of two values agree where the mask shows them. */
function fits(masked: string, value: string): boolean {
  const shown = masked.replace(/\*+/g, ' ').trim().split(/\s+/)
  return shown.every((part) => value.includes(part))
}

/** Values in clear while they are revealed. */
export function useRevealed() {
  const { revealed } = useContext(Context)
  return {
    revealed,
    clear: (kind: string, masked: string): string | null => {
      const all = revealed?.identities?.filter((one) => one.kind === kind) ?? []
      return (all.find((one) => fits(masked, one.value)) ?? all[0])?.value ?? null
    },
    field: (name: string): unknown => revealed?.profile[name],
  }
}

/** Asks a reason, lasts five minutes, is written to the audit; the screen bears the operator's name. */
export function Reveal({ member }: { member: Member }) {
  const { t } = useTranslation()
  const { data: session } = useSession()
  const { revealed, setRevealed } = useContext(Context)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const reveal = useReveal(member.id)
  useEffect(() => {
    if (!revealed) return
    const until = revealed.until ? new Date(revealed.until).getTime() : Date.now() + MINUTES * 60_000
    const timer = setTimeout(() => setRevealed(null), Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [revealed, setRevealed])
  const fields = [...new Set([
    ...member.identities.map((one) => `identity.${one.kind}`),
    ...member.profile.filter((one) => one.masked).map((one) => one.field),
  ])].slice(0, 20)
  const act = () => reveal.mutate({ fields, reason: reason.trim() }, {
    onSuccess: (value) => {
      setRevealed(value)
      setAsking(false)
      setReason('')
    },
  })
  return (
    <>
      {revealed ? (
        <>
          <Button onClick={() => setRevealed(null)}>{t('member.reveal.hide')}</Button>
          <div className="watermark" aria-hidden="true">
            {Array.from({ length: 24 }, (_, index) => (
              <span key={index}>{session?.user.name} {session?.user.email}</span>
            ))}
          </div>
        </>
      ) : (
        <Button icon={<Icon.reveal />} onClick={() => setAsking(true)}>{t('member.reveal.open')}</Button>
      )}
      <Modal
        open={asking} onCancel={() => setAsking(false)} title={t('member.reveal.title')}
        okText={t('member.reveal.act')} onOk={act} width={440}
        okButtonProps={{
          disabled: !reason.trim() || fields.length === 0, loading: reveal.isPending,
          title: reason.trim() ? undefined : t('member.reveal.reasonMissing'),
        }}
      >
        <p className="note">{t('member.reveal.note')}</p>
        <label className="field">
          <span>{t('member.reveal.reason')}</span>
          <Input
            autoFocus value={reason} maxLength={200} placeholder={t('member.reveal.example')}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => { if (reason.trim()) act() }}
          />
        </label>
        {reveal.error ? <ProblemView error={reveal.error} unchanged={t('member.reveal.unchanged')} />
          : null}
      </Modal>
    </>
  )
}
