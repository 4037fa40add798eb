import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Running } from './act'
import { useOnline } from './online'
import { Drawer, type DrawerKind } from './drawer'
import { modName, useKeys } from './keys'
import { ProblemView } from './problem'
import { Unclear } from './unclear'

/** A form in a drawer. The button says the verb with its object, and why it waits when it does. */
export function FormDrawer({
  title, open, onClose, act, running, onAct = running?.act, busy = running?.busy, blocked,
  error = running?.error, unchanged, kind = 'read', danger, children,
}: {
  title: ReactNode
  open: boolean
  onClose: () => void
  act: string
  /** The act with what becomes of it, by `useAct`; others say `onAct`, `busy` and `error`. */
  running?: Running
  onAct?: () => void
  busy?: boolean
  /** Why the act cannot be done now. */
  blocked?: string | null
  error?: unknown
  unchanged?: string
  kind?: DrawerKind
  danger?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  const online = useOnline()
  const reason = online ? blocked : t('kit.offlineAct')
  useKeys({ 'mod+Enter': () => { if (!busy && !reason) onAct?.() } }, open)
  return (
    <Drawer
      title={title} kind={kind} open={open} onClose={onClose}
      footer={
        <div className="form-foot">
          <span className={reason ? 'note' : 'note key-hint'}>{reason ?? `${modName} Enter`}</span>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button
            type="primary" danger={danger} loading={busy} disabled={!!reason} onClick={onAct}
            title={reason ?? undefined}
          >
            {act}
          </Button>
        </div>
      }
    >
      {children}
      {running ? <Unclear on={running} /> : null}
      {error ? <div className="form-problem"><ProblemView error={error} unchanged={unchanged} /></div>
        : null}
    </Drawer>
  )
}
