import { App, Input, Segmented, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDefinitions } from '../../../../client/definition'
import {
  useCancelPlan, useMemberPlans, useRenewPlan, useSellPlan, type MemberPlan,
} from '../../../../client/plan'
import type { Effect, Member } from '../../../../client/types'
import { useAct } from '../../../../kit/act'
import { FormDrawer } from '../../../../kit/form-drawer'
import { useFormat } from '../../../../kit/use-format'
import { Why } from '../../../../kit/why'
import { MoneyInput } from '../../../programme/editor/field'
import { useMemberName } from '../../name'

type Opened = { member: Member; what: string | null; of?: string; onClose: () => void }
type Props = { member: Member; plan: MemberPlan; onClose: () => void }

/** What can be done about a member's plans: sell or try one, set its renewal, end it. */
export function PlanActs({ member, what, of, onClose }: Opened) {
  if (what === 'sellplan') return <SellDrawer member={member} onClose={onClose} />
  if ((what === 'renewplan' || what === 'cancelplan') && of)
    return <Found member={member} what={what} of={of} onClose={onClose} />
  return null
}

function Found({ member, what, of, onClose }: Opened & { of: string }) {
  const plan = useMemberPlans(member.id).data?.find((one) => one.key === of)
  if (!plan) return null
  const props = { member, plan, onClose }
  return what === 'renewplan' ? <RenewDrawer {...props} /> : <CancelDrawer {...props} />
}

type Terms = { price_cents?: number; months?: number; trial_days?: number }

/** Money was taken at the desk, or nothing is for a trial: either begins a period. */
function SellDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const name = useMemberName()(member)
  const live = (useDefinitions('paid_plan').data ?? []).filter((one) => one.document)
  const [picked, pick] = useState<string | null>(null)
  const row = live.find((one) => !picked || one.key === picked)
  const terms = (row?.document ?? {}) as Terms
  const [how, setHow] = useState<'pay' | 'try'>('pay')
  const [typed, setTyped] = useState<number | undefined>()
  const [order, setOrder] = useState('')
  const [renews, setRenews] = useState(false)
  const [reason, setReason] = useState('')
  const sell = useSellPlan(member.id)
  const cents = typed ?? terms.price_cents ?? 0
  const trying = how === 'try' && !!terms.trial_days
  const title = row ? format.say(row.name) || row.key : ''
  const said = { name, title, amount: format.money(cents), days: terms.trial_days ?? 0 }
  const blocked = !row ? t('member.plan.noneLive') : !trying && !order.trim() ? t('member.plan.orderMissing') : null
  const running = useAct(
    (key) => sell.mutateAsync({
      plan: row!.key, auto_renew: renews, key,
      paid: trying ? null : {
        paid_cents: cents, order_id: order.trim(), ...(reason.trim().length > 1 && { reason: reason.trim() }),
      },
    }),
    () => {
      message.success(t(trying ? 'member.plan.tried' : 'member.plan.sold', said))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.plan.sellTitle', { name })} blocked={blocked} running={running}
      act={!row ? t('member.plan.sell') : t(trying ? 'member.plan.tryAct' : 'member.plan.sellAct', said)}
      unchanged={t('member.plan.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('words.plan')}</span>
          <Select
            value={row?.key} onChange={(key: string) => { pick(key); setTyped(undefined) }} aria-label={t('words.plan')}
            options={live.map((one) => ({ value: one.key, label: format.say(one.name) || one.key }))}
          />
        </label>
        {terms.trial_days ? (
          <Segmented
            value={how} onChange={setHow} aria-label={t('member.plan.how')}
            options={[
              { value: 'pay' as const, label: t('member.plan.pay') },
              { value: 'try' as const, label: t('member.plan.try', { days: terms.trial_days }) },
            ]}
          />
        ) : null}
        {trying ? null : (
          <>
            <label className="field">
              <span>{t('member.plan.paid')}</span>
              <MoneyInput value={cents} label={t('member.plan.paid')} onChange={setTyped} />
            </label>
            <label className="field">
              <span>{t('member.plan.order')}</span>
              <Input value={order} maxLength={128} className="mono" onChange={(event) => setOrder(event.target.value)} />
            </label>
          </>
        )}
        <div className="field">
          <span>{t('member.plan.renewsItself')}</span>
          <div><Switch checked={renews} onChange={setRenews} aria-label={t('member.plan.renewsItself')} /></div>
          <p className="note">{t('member.plan.renewsNote')}</p>
        </div>
        {trying ? null : <Why value={reason} onChange={setReason} />}
      </div>
    </FormDrawer>
  )
}

function RenewDrawer({ member, plan, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const name = useMemberName()(member)
  // What is to become of it does not turn round when the answer has come.
  const [on] = useState(!plan.auto_renew)
  const renew = useRenewPlan(member.id)
  const running = useAct(
    (key) => renew.mutateAsync({ plan: plan.key, auto_renew: on, key }),
    () => {
      message.success(t(on ? 'member.plan.wasOn' : 'member.plan.wasOff', { name, title: plan.title }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.plan.renewTitle', { name, title: plan.title })} running={running}
      act={t(on ? 'member.plan.on' : 'member.plan.off')} unchanged={t('member.plan.unchanged')}
    >
      <p>{t(on ? 'member.plan.onNote' : 'member.plan.offNote', {
        day: plan.until ? format.day(plan.until) : '', price: format.money(plan.price_cents),
      })}</p>
    </FormDrawer>
  )
}

/** It ends today: what is due back is said before. */
function CancelDrawer({ member, plan, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const name = useMemberName()(member)
  const [reason, setReason] = useState('')
  const cancel = useCancelPlan(member.id)
  const said = { name, title: plan.title, amount: format.money(plan.refund_cents) }
  const running = useAct(
    (key) => cancel.mutateAsync({ plan: plan.key, reason: reason.trim(), key }),
    ({ effects }) => {
      const due = (effects as Effect[]).find((one) => one.type === 'plan.cancelled')?.cents
      message.success(t('member.plan.cancelled', { ...said, amount: format.money(Number(due ?? 0)) }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} danger title={t('member.plan.cancelTitle', said)} running={running}
      act={t('member.plan.cancelAct', said)} unchanged={t('member.plan.unchanged')}
      blocked={reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null}
    >
      <div className="form">
        <p>{t('member.plan.cancelNote', said)}</p>
        <dl className="effect effect-rows">
          {plan.periods.map((one) => (
            <div key={one.first}>
              <dt>{t('reward.valid.between', format.span(one.first, one.last))}</dt>
              <dd className="figure">{format.money(one.cents)}</dd>
            </div>
          ))}
          <div><dt>{t('member.plan.back')}</dt><dd className="figure"><b>{said.amount}</b></dd></div>
        </dl>
        <Why autoFocus value={reason} onChange={setReason} />
      </div>
    </FormDrawer>
  )
}
