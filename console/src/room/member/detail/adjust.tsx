import { App, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrencyUnit } from '../../../client/currency'
import { useAdjust } from '../../../client/member'
import type { Member } from '../../../client/types'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { typedNumber } from '../../../kit/format'
import { useFormat } from '../../../kit/use-format'
import { BrandField } from '../brand-field'
import { useMemberName } from '../name'

/** Adds or takes points by hand: reason required, effect shown before, one act however often asked. */
export function AdjustDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const { message } = App.useApp()
  const [currency, setCurrency] = useState(member.balances[0]?.currency ?? 'points')
  const [sign, setSign] = useState<1 | -1>(1)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [brand, setBrand] = useState<string>()
  const adjust = useAdjust(member.id)
  const size = typedNumber(typed)
  const whole = size !== null && Number.isInteger(size) && size > 0
  const amount = whole ? sign * size : 0
  const balance = member.balances.find((one) => one.currency === currency)
  const before = balance?.usable ?? 0
  const name = useMemberName()(member)
  const count = t('member.adjust.amount', { amount: format.count(Math.abs(amount)), unit: unit(currency) })
  const blocked = !whole ? t('member.adjust.amountMissing')
    : !reason.trim() ? t('member.adjust.reasonMissing') : null
  const running = useAct(
    (key) => adjust.mutateAsync({
      currency, amount, reason: reason.trim(), key, ...(sign > 0 && brand ? { brand } : {}),
    }),
    () => {
      message.success(t(sign > 0 ? 'member.adjust.added' : 'member.adjust.taken', { name, count }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.adjust.title', { name })} blocked={blocked}
      act={whole ? t(sign > 0 ? 'member.adjust.add' : 'member.adjust.take', { name, count })
        : t('member.adjust.open')}
      running={running}
      unchanged={t('member.adjust.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('words.currency')}</span>
          <Select
            value={currency} onChange={setCurrency} aria-label={t('words.currency')}
            options={member.balances.map((one) => ({
              value: one.currency, label: format.say(one.title),
            }))}
          />
        </label>
        <div className="field">
          <span>{t('member.adjust.direction')}</span>
          <Segmented
            value={sign} onChange={(value) => setSign(value as 1 | -1)}
            options={[
              { value: 1, label: t('member.adjust.plus') },
              { value: -1, label: t('member.adjust.minus') },
            ]}
          />
        </div>
        <label className="field">
          <span>{t('member.adjust.howMuch')}</span>
          <Input
            autoFocus value={typed} inputMode="numeric" suffix={unit(currency)}
            onChange={(event) => setTyped(event.target.value)}
            status={typed && !whole ? 'error' : undefined}
          />
          {typed && !whole ? <em className="field-problem">{t('member.adjust.whole')}</em> : null}
        </label>
        {sign > 0 ? <BrandField value={brand} onChange={setBrand} /> : null}
        <label className="field">
          <span>{t('member.adjust.reason')}</span>
          <Input.TextArea
            value={reason} maxLength={256} autoSize={{ minRows: 2, maxRows: 5 }}
            placeholder={t('member.adjust.example')}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <div className="effect" aria-live="polite">
          <span>{t('member.adjust.effect')}</span>
          <b className="figure">
            {whole ? `${format.count(before)} → ${format.count(before + amount)}` : format.count(before)}
          </b>
          <span>{unit(currency)}</span>
          {whole && before + amount < 0
            ? <em className="field-problem">{t('member.adjust.below')}</em> : null}
        </div>
      </div>
    </FormDrawer>
  )
}
