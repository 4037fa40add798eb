import { Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Quoted, ValuePay } from '../../../client/quote'
import { useFormat } from '../../../kit/use-format'
import { MoneyInput } from '../../programme/editor/field'

type Has = Quoted['stored_values'][number]

/** Which stored value pays part of the cart, and how much: without an amount as much as may be. */
export function PayWith({ values, pay, onPay }: {
  values: Has[]; pay: ValuePay | null; onPay: (pay: ValuePay | null) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const first = values.find((one) => one.most_cents > 0) ?? values[0]
  const own = values.find((one) => one.value === pay?.value) ?? first
  if (!own) return null
  const has = own.principal_cents + own.bonus_cents
  return (
    <div className="inline quote-pick">
      <label className="inline">
        <Switch
          size="small" checked={!!pay} aria-label={t('reward.quote.pay')}
          onChange={(on) => onPay(on ? { value: own.value } : null)}
        />
        {t('reward.quote.pay')}
      </label>
      {pay && values.length > 1 ? (
        <Select
          size="small" value={own.value} aria-label={t('reward.quote.payWhich')} popupMatchSelectWidth={false}
          options={values.map((one) => ({ value: one.value, label: one.title }))}
          onChange={(value) => onPay({ value })}
        />
      ) : null}
      {pay ? (
        <MoneyInput
          value={pay.amount_cents} label={t('reward.quote.payAmount')}
          placeholder={t('reward.quote.payAll')}
          onChange={(minor) => onPay({ value: own.value, ...(minor === undefined ? {} : { amount_cents: minor }) })}
        />
      ) : null}
      <span className="note">
        {own.frozen ? t('reward.quote.payFrozen', { name: own.title }) : has ? t('reward.quote.payHas', {
          name: own.title, principal: format.money(own.principal_cents), bonus: format.money(own.bonus_cents),
        }) : t('reward.quote.payNone', { name: own.title })}
      </span>
    </div>
  )
}

/** What stored value pays, out of which pot, and what is left; or how much it may pay at most. */
export function PaidWith({ quoted }: { quoted: Quoted }) {
  const { t } = useTranslation()
  const format = useFormat()
  const paid = quoted.stored_values.find((one) => one.cents > 0)
  if (!paid) {
    return quoted.stored_values.filter((one) => one.most_cents > 0).map((one) => (
      <div key={one.value}>
        <dt>{t('reward.quote.mostPoints', { name: one.title })}</dt><dd>{format.money(one.most_cents)}</dd>
      </div>
    ))
  }
  return (
    <>
      <div>
        <dt>{t('reward.quote.paidWith', { name: paid.title })}</dt>
        <dd>
          {format.money(-paid.cents)}
          <small className="quiet quote-kind">{t('reward.quote.paidOf', {
            principal: format.money(paid.from_principal_cents), bonus: format.money(paid.from_bonus_cents),
          })}</small>
          {paid.cut ? (
            <small className="why-not">{t('reward.quote.cut', { most: format.money(paid.most_cents) })}</small>
          ) : null}
        </dd>
      </div>
      <div className="quote-total"><dt>{t('reward.quote.due')}</dt><dd>{format.money(quoted.due_cents)}</dd></div>
    </>
  )
}
