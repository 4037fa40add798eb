import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDismiss, useRefold } from '../../../client/inbox'
import type { InboxRow } from '../../../client/types'
import { useAct } from '../../../kit/act'
import { CodeEditor } from '../../../kit/code-editor'
import { DetailHeader } from '../../../kit/detail-header'
import { Drawer } from '../../../kit/drawer'
import { useKeys } from '../../../kit/keys'
import { ProblemView } from '../../../kit/problem'
import { Code } from '../../../kit/show'
import { Unclear } from '../../../kit/unclear'
import { useFormat } from '../../../kit/use-format'

/** What failed and why; its data can be repaired here and folded again. */
export function FailedDrawer({ row, acting, onClose, onPrevious, onNext }: {
  row: InboxRow
  acting: boolean
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const first = JSON.stringify(row.event ?? {}, null, 2)
  const [text, setText] = useState(first)
  const [dismissing, setDismissing] = useState(false)
  const [reason, setReason] = useState('')
  const refold = useRefold()
  const dismiss = useDismiss()
  let fault: string | null = null
  let event: Record<string, unknown> = {}
  try {
    event = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    fault = (error as Error).message
  }
  const repaired = text !== first
  const next = () => {
    if (onNext) onNext()
    else onClose()
  }
  const running = useAct(
    (key) => refold.mutateAsync({ id: row.id, key, ...(repaired ? { event } : {}) }),
    () => {
      message.success(t('platform.failed.folded', { id: row.event_id }))
      next()
    },
  )
  const fold = () => { if (!fault) running.act() }
  useKeys({ 'mod+Enter': fold }, acting)
  const drop = () => dismiss.mutate({ id: row.id, reason: reason.trim() }, {
    onSuccess: () => {
      message.success(t('platform.failed.dismissed', { id: row.event_id }))
      next()
    },
  })
  return (
    <Drawer
      open kind="edit" title={row.title || row.type} onClose={onClose} onPrevious={onPrevious}
      onNext={onNext}
      footer={acting ? (
        <div className="form-foot">
          {dismissing ? (
            <>
              <Input
                autoFocus value={reason} placeholder={t('platform.failed.reasonHint')} maxLength={500}
                aria-label={t('platform.failed.reason')}
                onChange={(change) => setReason(change.target.value)}
              />
              <Button onClick={() => setDismissing(false)}>{t('kit.cancel')}</Button>
              <Button
                danger type="primary" loading={dismiss.isPending} disabled={reason.trim().length < 2}
                title={reason.trim().length < 2 ? t('platform.failed.reasonMissing') : undefined}
                onClick={drop}
              >
                {t('platform.failed.dismissAct')}
              </Button>
            </>
          ) : (
            <>
              <span className="note">{fault ? t('platform.failed.notJson') : ''}</span>
              <Button onClick={() => setDismissing(true)}>{t('platform.failed.dismiss')}</Button>
              <Button type="primary" loading={running.busy} disabled={!!fault} onClick={fold}
                title={fault ?? undefined}>
                {t(repaired ? 'platform.failed.foldRepaired' : 'platform.failed.fold')}
              </Button>
            </>
          )}
        </div>
      ) : null}
    >
      <DetailHeader facts={[
        { title: t('platform.event.id'), value: <Code value={row.event_id} most={22} /> },
        { title: t('platform.event.source'), value: row.source },
        { title: t('platform.failed.at'), value: format.time(row.at) },
        { title: t('platform.failed.tries'), value: format.count(row.tries ?? 1) },
      ]} />
      <div className="banner banner-error failed-why">
        <b>{row.problem.title}</b> <code>{row.problem.code}</code>
        {row.problem.detail ? (
          <details>
            <summary>{t('platform.failed.trace')}</summary>
            <pre>{row.problem.detail}</pre>
          </details>
        ) : null}
      </div>
      {running.state === 'failed' ? (
        <ProblemView error={running.error} unchanged={t('platform.failed.unchanged')} />
      ) : null}
      {dismiss.error ? <ProblemView error={dismiss.error} /> : null}
      <Unclear on={running} />
      {row.repairable ? (
        <>
          <h2 className="drawer-line">{t('platform.event.data')}</h2>
          <CodeEditor
            value={text} language="json" label={t('platform.event.data')} height={380}
            onChange={acting ? setText : undefined}
            faults={fault ? [{ from: 1, message: fault }] : []}
          />
        </>
      ) : <p className="note">{t('platform.failed.timer')}</p>}
    </Drawer>
  )
}
