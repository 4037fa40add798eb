import { App, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrencies } from '../../../client/currency'
import { useAdjustMany } from '../../../client/job'
import { useSession } from '../../../client/session'
import type { MemberRow } from '../../../client/types'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { typedNumber } from '../../../kit/format'
import { useFormat } from '../../../kit/use-format'
import { BrandField } from '../brand-field'
import { useMemberName } from '../name'
import { useSure } from './sure'

/** The same points for each chosen member: people, sum and exceptions are said before. */
export function AdjustManyDrawer({ rows, onClose, onDone }: {
  rows: MemberRow[]; onClose: () => void; onDone: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const currencies = useCurrencies()
  const { data: session } = useSession()
  const { message } = App.useApp()
  const [currency, setCurrency] = useState(currencies[0]?.key ?? 'points')
  const [sign, setSign] = useState<1 | -1>(1)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [brand, setBrand] = useState<string>()
  const adjust = useAdjustMany()
  const name = useMemberName()
  const size = typedNumber(typed)
  const whole = size !== null && Number.isInteger(size) && size > 0
  const unit = currencies.find((one) => one.key === currency)?.unit ?? ''
  const people = rows.length
  const limit = session?.user.adjust_limit ?? null
  const above = whole && limit !== null && size > limit
  // The list knows the balance of the main currency only.
  const poor = sign < 0 && whole && currency === currencies[0]?.key
    ? rows.filter((row) => row.points < size) : []
  const sure = useSure(people)
  const blocked = !whole ? t('member.adjust.amountMissing')
    : above ? t('member.adjust.aboveLimit', { limit: format.count(limit), unit })
      : reason.trim().length < 2 ? t('member.adjust.reasonMissing') : sure.missing
  const running = useAct(
    (key) => adjust.mutateAsync({
      members: rows.map((row) => row.id), currency, amount: sign * (size ?? 0),
      reason: reason.trim(), key, ...(sign > 0 && brand ? { brand } : {}),
    }),
    () => {
      message.success(t('member.bulk.started', { count: people }))
      onDone()
      onClose()
    },
  )
  const count = t('member.adjust.amount', { amount: format.count(whole ? size : 0), unit })
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.bulk.title', { count: people })} blocked={blocked}
      act={whole ? t(sign > 0 ? 'member.bulk.add' : 'member.bulk.take', { count: people, each: count })
        : t('member.adjust.open')}
      running={running} danger={sign < 0}
      unchanged={t('member.bulk.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('words.currency')}</span>
          <Select
            value={currency} onChange={setCurrency} aria-label={t('words.currency')}
            options={currencies.map((one) => ({ value: one.key, label: one.title }))}
          />
        </label>
        <div className="field">
          <span>{t('member.adjust.direction')}</span>
          <Segmented
            value={sign} onChange={(value) => setSign(value as 1 | -1)}
            options={[
              { value: 1, label: t('member.adjust.plus') }, { value: -1, label: t('member.adjust.minus') },
            ]}
          />
        </div>
        <label className="field">
          <span>{t('member.bulk.each')}</span>
          <Input
            autoFocus value={typed} inputMode="numeric" suffix={unit}
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
            placeholder={t('member.bulk.example')} onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <dl className="effect effect-rows" aria-live="polite">
          <div><dt>{t('member.bulk.people')}</dt><dd>{t('member.count', { count: people })}</dd></div>
          <div>
            <dt>{t('member.bulk.sum')}</dt>
            <dd className="figure">
              {whole ? `${format.delta(sign * size * people)} ${unit}` : '—'}
            </dd>
          </div>
          {poor.length ? (
            <div className="warn">
              <dt>{t('member.bulk.poor', { count: poor.length })}</dt>
              <dd>{poor.slice(0, 5).map(name).join(t('member.bulk.comma'))}{poor.length > 5 ? ' …' : ''}</dd>
            </div>
          ) : null}
        </dl>
        {poor.length ? <p className="note">{t('member.bulk.poorNote')}</p> : null}
        {sure.field}
      </div>
    </FormDrawer>
  )
}
