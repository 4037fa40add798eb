import { App, Input, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrencyTitle, useCurrencyUnit } from '../../../../client/currency'
import {
  useFamily, useLeaveFamily, useRemoveFromFamily, useSendPoints, useTakeBack, useTransfers,
} from '../../../../client/transfer'
import type { Member } from '../../../../client/types'
import { useAct } from '../../../../kit/act'
import { FormDrawer } from '../../../../kit/form-drawer'
import { feeOf, most } from '../../../../kit/transfer'
import { useFormat } from '../../../../kit/use-format'
import { Why } from '../../../../kit/why'
import { useMemberName } from '../../name'

/** Points to another member by hand, under the terms and limits of the member's own. */
function SendDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const titleOf = useCurrencyTitle()
  const { message } = App.useApp()
  const offered = useTransfers(member.id).data?.offered ?? []
  const [picked, setPicked] = useState<string | null>(null)
  const [to, setTo] = useState('')
  const [amount, setAmount] = useState<number | null>(null)
  const send = useSendPoints(member.id)
  const name = useMemberName()(member)
  const terms = offered.find((one) => one.currency === picked) ?? offered[0]
  const measure = unit(terms?.currency)
  const say = (n: number) => `${format.count(n)} ${measure}`
  const top = terms ? most(terms) : 0
  const fee = terms && amount ? feeOf(terms, amount) : 0
  const blocked = !terms ? t('member.transfer.noTerms')
    : !to.trim() ? t('member.transfer.toMissing')
      : !amount || amount < terms.least ? t('member.transfer.least', { amount: say(terms.least) })
        : amount > top ? t('member.transfer.most', { amount: say(top) }) : null
  const running = useAct(
    (key) => send.mutateAsync({ to: to.trim(), currency: terms!.currency, amount: amount!, key }),
    () => {
      message.success(t('member.transfer.done', { amount: say(amount!), hours: terms!.cooling_hours }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.transfer.from', { name })} blocked={blocked}
      act={amount ? t('member.transfer.act', { amount: say(amount) }) : t('member.transfer.open')}
      running={running}
      unchanged={t('member.transfer.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('member.transfer.to')}</span>
          <Input
            value={to} placeholder={t('member.transfer.toHint')} className="mono" autoFocus
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
        {offered.length > 1 ? (
          <label className="field">
            <span>{t('words.currency')}</span>
            <Select
              value={terms?.currency} onChange={setPicked} aria-label={t('words.currency')}
              options={offered.map((one) => ({ value: one.currency, label: titleOf(one.currency) }))}
            />
          </label>
        ) : null}
        <label className="field">
          <span>{t('member.transfer.amount')}</span>
          <InputNumber
            value={amount} min={1} precision={0} suffix={measure} controls={false}
            onChange={(next) => setAmount(typeof next === 'number' ? next : null)}
          />
        </label>
        {terms ? (
          <p className="note">
            {t('member.transfer.may', { least: say(terms.least), most: say(top) })}
            {fee ? ` ${t('member.transfer.costs', { fee: say(fee) })}` : ''}
            {' '}{terms.cooling_hours
              ? t('member.transfer.cooling', { hours: terms.cooling_hours })
              : t('member.transfer.atOnce')}
          </p>
        ) : null}
      </div>
    </FormDrawer>
  )
}

/** A sent transfer comes back; why is written down. */
function TakeBackDrawer({ member, transfer, onClose }: {
  member: Member; transfer: string; onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const back = useTakeBack(member.id)
  const running = useAct(
    (key) => back.mutateAsync({ transfer, reason: reason.trim(), key }),
    () => {
      message.success(t('member.transfer.takenBack'))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.transfer.takeBackTitle')}
      act={t('member.transfer.takeBackAct')} running={running}
      blocked={reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null}
      unchanged={t('member.transfer.takeBackUnchanged')}
    >
      <div className="form">
        <p>{t('member.transfer.takeBackNote')}</p>
        <Why value={reason} onChange={setReason} />
      </div>
    </FormDrawer>
  )
}

function Ending({ title, act, done, run, onClose, children }: {
  title: string; act: string; done: string
  run: (key: string) => Promise<unknown>; onClose: () => void; children: ReactNode
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const running = useAct(run, () => {
    message.success(done)
    onClose()
  })
  return (
    <FormDrawer
      open danger onClose={onClose} title={title} act={act} running={running}
      unchanged={t('member.family.unchanged')}
    >
      <div className="form">{children}</div>
    </FormDrawer>
  )
}

/** A member leaves the family; with its head the whole family ends, which is said before. */
function LeaveDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const leave = useLeaveFamily(member.id)
  const family = useFamily(member.id).data?.family
  const which = family?.head ? 'dissolve' : 'leave'
  return (
    <Ending
      title={t(`member.family.${which}`)} act={t(`member.family.${which}`)}
      done={t('member.family.ended')} onClose={onClose} run={(key) => leave.mutateAsync({ key })}
    >
      <p>{t(`member.family.${which}Note`, { count: (family?.members.length ?? 1) - 1 })}</p>
    </Ending>
  )
}

function RemoveDrawer({ member, whom, onClose }: {
  member: Member; whom: string; onClose: () => void
}) {
  const { t } = useTranslation()
  const remove = useRemoveFromFamily(member.id)
  const name = useFamily(member.id).data?.family?.members.find((one) => one.member === whom)?.name
  return (
    <Ending
      title={t('member.family.removeTitle', { name: name ?? whom })} act={t('member.family.remove')}
      done={t('member.family.removed')} onClose={onClose}
      run={(key) => remove.mutateAsync({ member: whom, key })}
    >
      <p>{t('member.family.removeNote')}</p>
    </Ending>
  )
}

/** Whichever of these acts the address asks for. */
export function TransferActs({ member, what, of, onClose }: {
  member: Member; what: string | null; of?: string; onClose: () => void
}) {
  if (what === 'send') return <SendDrawer member={member} onClose={onClose} />
  if (what === 'takeback' && of) return <TakeBackDrawer member={member} transfer={of} onClose={onClose} />
  if (what === 'leave') return <LeaveDrawer member={member} onClose={onClose} />
  if (what === 'remove' && of) return <RemoveDrawer member={member} whom={of} onClose={onClose} />
  return null
}
