import { App, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFulfil, useReverse, type Waiting } from '../../../client/gift'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { Why } from '../../../kit/why'

/** It is handed over, shipped or done; a parcel's number may be kept with it. */
export function FulfilDrawer({ one, onClose }: { one: Waiting; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [reference, setReference] = useState('')
  const fulfil = useFulfil()
  const running = useAct(
    (key) => fulfil.mutateAsync({ one, reference: reference.trim() || undefined, key }),
    () => {
      message.success(t('reward.desk.fulfilled', { title: one.title }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('reward.desk.fulfilTitle', { title: one.title })}
      act={t('reward.desk.fulfil')} running={running}
      unchanged={t('reward.desk.unchanged')}
    >
      <div className="form">
        <p>{t('reward.desk.fulfilNote')}</p>
        <label className="field">
          <span>{t('reward.desk.reference')}</span>
          <Input autoFocus value={reference} maxLength={128} onChange={(event) => setReference(event.target.value)} />
        </label>
      </div>
    </FormDrawer>
  )
}

/** What was not handed over is taken back: points and stock return. */
export function ReverseDrawer({ one, onClose }: { one: Waiting; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const reverse = useReverse()
  const running = useAct(
    (key) => reverse.mutateAsync({ one, reason: reason.trim(), key }),
    () => {
      message.success(t('reward.desk.reversed', { title: one.title }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} danger title={t('reward.desk.reverseTitle', { title: one.title })}
      act={t('reward.desk.reverse')} running={running}
      blocked={reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null}
      unchanged={t('reward.desk.unchanged')}
    >
      <div className="form">
        <p>{t('reward.desk.reverseNote')}</p>
        <Why autoFocus value={reason} onChange={setReason} />
      </div>
    </FormDrawer>
  )
}
