import { App, Input, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Effect, Member } from '../../../../client/types'
import {
  useAdjustValue, useFreezeValue, usePayOut, useStoredValues, useTopUp, useTopUps, type StoredValue,
} from '../../../../client/value'
import { useAct } from '../../../../kit/act'
import { FormDrawer } from '../../../../kit/form-drawer'
import { useFormat } from '../../../../kit/use-format'
import { MoneyInput } from '../../../programme/editor/field'
import { BrandField } from '../../brand-field'
import { useMemberName } from '../../name'

type Props = { member: Member; value: StoredValue; onClose: () => void }

/** The drawer of an act on a stored value, by its name in the address. */
export function ValueDrawer({ member, what, args, onClose }: {
  member: Member; what: string | null; args: string[]; onClose: () => void
}) {
  const acts = ['topup', 'payout', 'adjustvalue', 'freezevalue']
  return acts.includes(what ?? '') ? <Chosen {...{ member, what, args, onClose }} /> : null
}

function Chosen({ member, what, args, onClose }: {
  member: Member; what: string | null; args: string[]; onClose: () => void
}) {
  const value = useStoredValues(member.id).data?.find((one) => one.value === args[0])
  if (!value) return null
  const props = { member, value, onClose }
  return what === 'topup' ? <TopUpDrawer {...props} />
    : what === 'payout' ? <PayOutDrawer {...props} topUp={args[1] ?? null} />
      : what === 'adjustvalue' ? <AdjustDrawer {...props} /> : <FreezeDrawer {...props} />
}

function Reason({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation()
  return (
    <label className="field">
      <span>{t('value.reason')}</span>
      <Input.TextArea
        value={value} maxLength={256} autoSize={{ minRows: 2, maxRows: 5 }}
        placeholder={t('value.act.example')} onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

/** What every such drawer has: one act under one key, its refusal, and an answer that did not come. */
function Acting({ title, act, blocked, run, done, danger, onClose, children }: {
  title: string; act: string; blocked: string | null; run: (key: string) => Promise<{ effects?: unknown }>
  done: string | ((effects: Effect[]) => string); danger?: boolean; onClose: () => void; children: ReactNode
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const running = useAct(run, ({ effects }) => {
    message.success(typeof done === 'string' ? done : done((effects ?? []) as Effect[]))
    onClose()
  })
  return (
    <FormDrawer
      open onClose={onClose} title={title} act={act} blocked={blocked} danger={danger}
      running={running} unchanged={t('value.act.unchanged')}
    >
      <div className="form">
        {children}
      </div>
    </FormDrawer>
  )
}

/** Money was paid at the desk: the bonus is said before. */
function TopUpDrawer({ member, value, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useMemberName()(member)
  const [cents, setCents] = useState<number | undefined>()
  const [payment, setPayment] = useState('')
  const [reason, setReason] = useState('')
  const topUp = useTopUp(member.id, value.value)
  const limits = value.limits!
  const bonus = value.steps.filter((one) => (cents ?? 0) >= one.from_cents).at(-1)?.bonus_cents ?? 0
  const most = limits.left_cents
  const blocked = !cents ? t('value.act.amountMissing')
    : cents < limits.least_cents ? t('value.act.least', { amount: format.money(limits.least_cents) })
      : cents > most ? t('value.act.most', { amount: format.money(most) }) : null
  const said = { name, amount: format.money(cents ?? 0), bonus: format.money(bonus) }
  return (
    <Acting
      title={t('value.act.topUpTitle', { name, value: value.title })} blocked={blocked} onClose={onClose}
      act={cents ? t('value.act.topUpAct', said) : t('value.act.topUp')} done={t('value.act.toppedUp', said)}
      run={(key) => topUp.mutateAsync({
        amount_cents: cents!, key, ...(payment.trim() && { payment: payment.trim() }),
        ...(reason.trim().length > 1 && { reason: reason.trim() }),
      })}
    >
      <label className="field">
        <span>{t('value.act.amount')}</span>
        <MoneyInput value={cents} label={t('value.act.amount')} onChange={setCents} />
      </label>
      <p className="note">
        {t('value.act.range', { least: format.money(limits.least_cents), most: format.money(most) })}
        {' '}{cents && bonus ? t('value.act.bonusOf', said) : t('value.act.noBonus')}
      </p>
      <label className="field">
        <span>{t('value.payment')}</span>
        <Input
          value={payment} maxLength={128} className="mono" placeholder={t('value.act.paymentHint')}
          onChange={(event) => setPayment(event.target.value)}
        />
      </label>
      <Reason value={reason} onChange={setReason} />
    </Acting>
  )
}

/** Principal goes home, of a top-up or of the balance; what happens to the bonus is said before. */
function PayOutDrawer({ member, value, topUp, onClose }: Props & { topUp: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useMemberName()(member)
  const its = useTopUps(member.id, value.value).data?.find((one) => one.top_up_id === topUp)
  const most = topUp ? its?.refundable_cents ?? 0 : value.principal_cents
  const [typed, setTyped] = useState<number | undefined>()
  const [reason, setReason] = useState('')
  const cents = typed ?? most
  const pay = usePayOut(member.id, value.value)
  const said = { name, amount: format.money(cents) }
  const blocked = !cents || cents > most ? t('value.act.most', { amount: format.money(most) })
    : reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null
  return (
    <Acting
      title={t('value.act.payOutTitle', { name })} danger onClose={onClose} blocked={blocked}
      act={t('value.act.payOutAct', said)} done={(effects) => t('value.act.paidOut', {
        ...said, hand: format.money(Number(effects.find((one) => one.type === 'value.refunded')?.paid_out_cents ?? 0)),
      })}
      run={(key) => pay.mutateAsync({
        amount_cents: cents, reason: reason.trim(), key, ...(topUp && { top_up_id: topUp }),
      })}
    >
      <p>{t(topUp ? 'value.act.ofTopUp' : 'value.act.ofBalance')}</p>
      <label className="field">
        <span>{t('value.act.amount')}</span>
        <MoneyInput value={cents} label={t('value.act.amount')} onChange={setTyped} />
      </label>
      <p className="note">{t('value.act.payNote', { most: format.money(most) })}</p>
      <Reason value={reason} onChange={setReason} />
    </Acting>
  )
}

function AdjustDrawer({ member, value, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useMemberName()(member)
  const [pot, setPot] = useState<'principal' | 'bonus'>('bonus')
  const [sign, setSign] = useState<1 | -1>(1)
  const [cents, setCents] = useState<number | undefined>()
  const [reason, setReason] = useState('')
  const [brand, setBrand] = useState<string>()
  const adjust = useAdjustValue(member.id, value.value)
  const before = pot === 'principal' ? value.principal_cents : value.bonus_cents
  const after = before + sign * (cents ?? 0)
  const blocked = !cents ? t('value.act.amountMissing')
    : after < 0 ? t('value.act.most', { amount: format.money(before) })
      : reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null
  const said = { name, amount: format.money(cents ?? 0), pot: t(`value.${pot}`) }
  return (
    <Acting
      title={t('value.act.adjustTitle', { name, value: value.title })} blocked={blocked} onClose={onClose}
      act={cents ? t(sign > 0 ? 'value.act.add' : 'value.act.takeOff', said) : t('value.act.adjust')}
      done={t('value.act.adjusted', { name })}
      run={(key) => adjust.mutateAsync({
        [`${pot}_cents`]: sign * cents!, reason: reason.trim(), key, ...(sign > 0 && brand ? { brand } : {}),
      })}
    >
      <Segmented
        value={pot} onChange={setPot} aria-label={t('value.act.adjust')}
        options={(['bonus', 'principal'] as const).map((one) => ({ value: one, label: t(`value.${one}`) }))}
      />
      <div className="inline">
        <Segmented
          value={sign} onChange={setSign} aria-label={t('value.act.amount')}
          options={[{ value: 1, label: '+' }, { value: -1, label: '−' }]}
        />
        <MoneyInput value={cents} label={t('value.act.amount')} onChange={setCents} />
      </div>
      <p className="note">
        {t('value.act.effect', { before: format.money(before), after: format.money(Math.max(after, 0)) })}
      </p>
      {sign > 0 ? <BrandField value={brand} onChange={setBrand} /> : null}
      <Reason value={reason} onChange={setReason} />
    </Acting>
  )
}

function FreezeDrawer({ member, value, onClose }: Props) {
  const { t } = useTranslation()
  const name = useMemberName()(member)
  const [reason, setReason] = useState('')
  const freeze = useFreezeValue(member.id, value.value)
  const [frozen] = useState(!value.frozen)
  return (
    <Acting
      title={t(frozen ? 'value.act.freezeTitle' : 'value.act.unfreezeTitle', { name, value: value.title })}
      danger={frozen} onClose={onClose} act={t(frozen ? 'value.act.freeze' : 'value.act.unfreeze')}
      blocked={reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null}
      done={t(frozen ? 'value.act.wasFrozen' : 'value.act.wasUnfrozen', { name })}
      run={(key) => freeze.mutateAsync({ frozen, reason: reason.trim(), key })}
    >
      <p>{t(frozen ? 'value.act.freezeNote' : 'value.act.unfreezeNote')}</p>
      <Reason value={reason} onChange={setReason} />
    </Acting>
  )
}
