import { useTranslation } from 'react-i18next'
import { Group, MoneyField, NumberField, Row, SelectField } from '../editor/field'
import { NameFields } from '../editor/name'

/** A paid plan: price and length, trial, notice, grace, and what comes back. */
export function PlanForm() {
  const { t } = useTranslation()
  const days = t('programme.days')
  const number = (field: string, unit: string, least: number, optional: boolean) => (
    <Row label={t(`programme.plan.${field}`)} at={`/${field}`}>
      <NumberField at={`/${field}`} label={t(`programme.plan.${field}`)} unit={unit} least={least}
        optional={optional} />
      {optional ? <span className="note">{t(`programme.plan.${field}_note`)}</span> : null}
    </Row>
  )
  return (
    <>
      <NameFields />
      <Group title={t('programme.plan.price')}>
        <Row label={t('programme.plan.price_cents')} at="/price_cents">
          <MoneyField at="/price_cents" label={t('programme.plan.price_cents')} />
          <span className="note">{t('programme.plan.price_cents_note')}</span>
        </Row>
        {number('months', t('programme.months'), 1, false)}
        {number('trial_days', days, 0, true)}
      </Group>
      <Group title={t('programme.plan.end')}>
        {number('notice_days', days, 0, true)}
        {number('grace_days', days, 0, true)}
        <Row label={t('programme.plan.refund')} at="/refund">
          <SelectField
            at="/refund" label={t('programme.plan.refund')} fallback="pro_rata"
            options={['pro_rata', 'none'].map((value) => ({
              value, label: t(`programme.plan.refund_${value}`),
            }))}
          />
        </Row>
      </Group>
    </>
  )
}
