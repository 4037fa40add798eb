import { App, Input, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  useBenefitUses, useMemberBenefits, useReturnBenefit, useUseBenefit, type BenefitUse, type MemberBenefit,
} from '../../../../client/benefit'
import type { Member } from '../../../../client/types'
import { useAct } from '../../../../kit/act'
import { FormDrawer } from '../../../../kit/form-drawer'
import { useFormat } from '../../../../kit/use-format'
import { useUrl } from '../../../../kit/url'
import { Why } from '../../../../kit/why'
import { useMemberName } from '../../name'

type Opened = { member: Member; what: string | null; of?: string; onClose: () => void }

const channels = ['store', 'app', 'service']
const MOST = 1000

/** What can be done about a member's benefits: use one, take a use back. */
export function BenefitActs({ member, what, of, onClose }: Opened) {
  if (what === 'usebenefit' && of) return <FindBenefit member={member} of={of} onClose={onClose} />
  if (what === 'returnbenefit' && of) return <FindUse member={member} of={of} onClose={onClose} />
  return null
}

function FindBenefit({ member, of, onClose }: { member: Member; of: string; onClose: () => void }) {
  const benefit = useMemberBenefits(member.id).data?.find((one) => one.key === of)
  return benefit ? <UseDrawer key={of} member={member} benefit={benefit} onClose={onClose} /> : null
}

function FindUse({ member, of, onClose }: { member: Member; of: string; onClose: () => void }) {
  const { get } = useUrl()
  const use = useBenefitUses(member.id, get('cursor')).data?.items.find((one) => one.use_id === of)
  return use ? <ReturnDrawer key={of} member={member} use={use} onClose={onClose} /> : null
}

/** One use at the desk: what is left of the quota is said before. */
function UseDrawer({ member, benefit, onClose }: { member: Member; benefit: MemberBenefit; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const [count, setCount] = useState(1)
  const [channel, setChannel] = useState('store')
  const [store, setStore] = useState('')
  const [reason, setReason] = useState('')
  const name = useMemberName()(member)
  const use = useUseBenefit(member.id)
  const title = benefit.title
  const running = useAct(
    (key) => use.mutateAsync({
      benefit: benefit.key, count, channel, key,
      ...(store.trim() && { store: store.trim() }), ...(reason.trim().length > 1 && { reason: reason.trim() }),
    }),
    () => {
      message.success(t('member.benefit.wasUsed', { name, title, count }))
      onClose()
    },
  )
  const after = benefit.left === null ? null : benefit.left - count
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.benefit.useTitle', { name, title })} running={running}
      act={t('member.benefit.useAct', { title, count })} unchanged={t('member.benefit.unchanged')}
    >
      <div className="form">
        {benefit.entitled ? null : <p className="warn">{t('member.benefit.asked')}</p>}
        <label className="field">
          <span>{t('member.benefit.count')}</span>
          <InputNumber
            className="amount" value={count} min={1} max={Math.min(benefit.left ?? MOST, MOST)} precision={0}
            suffix={t('reward.benefit.unit')} aria-label={t('member.benefit.count')}
            onChange={(value) => setCount(value ?? 1)}
          />
        </label>
        <div className="field">
          <span>{t('member.benefit.where')}</span>
          <Segmented
            value={channel} onChange={setChannel} aria-label={t('member.benefit.where')}
            options={channels.map((value) => ({ value, label: t(`member.benefit.channel_${value}`) }))}
          />
        </div>
        <label className="field">
          <span>{t('member.benefit.store')}</span>
          <Input value={store} maxLength={64} onChange={(event) => setStore(event.target.value)} />
        </label>
        <Why value={reason} onChange={setReason} example={t('member.benefit.example')} />
        {benefit.left === null || after === null ? null : (
          <div className="effect" aria-live="polite">
            <span>{t('member.benefit.left')}</span>
            <b className="figure">{`${format.count(benefit.left)} → ${format.count(after)}`}</b>
            <span>{t('reward.benefit.unit')}</span>
          </div>
        )}
      </div>
    </FormDrawer>
  )
}

/** A use is taken back: what it took is there again. */
function ReturnDrawer({ member, use, onClose }: { member: Member; use: BenefitUse; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const name = useMemberName()(member)
  const back = useReturnBenefit(member.id)
  const said = { name, title: use.title, count: use.count }
  const running = useAct(
    (key) => back.mutateAsync({ use_id: use.use_id, reason: reason.trim(), key }),
    () => {
      message.success(t('member.benefit.wasReturned', said))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} danger title={t('member.benefit.returnTitle', said)}
      act={t('member.benefit.returnAct', said)} running={running}
      blocked={reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null}
      unchanged={t('member.benefit.unchanged')}
    >
      <div className="form">
        <p>{t('member.benefit.returnNote')}</p>
        <Why autoFocus value={reason} onChange={setReason} />
      </div>
    </FormDrawer>
  )
}
