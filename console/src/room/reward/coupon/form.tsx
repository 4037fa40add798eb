import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Asking, ConditionField } from '../../programme/condition/field'
import { useForm } from '../../programme/editor/context'
import {
  DayField, Group, MoneyField, NumberField, Row, SelectField, SwitchField, TextField,
} from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'
import { SharedBudget } from '../budget/shared'
import { TermsFields } from '../terms/terms'
import { ValidCalendar } from './calendar'
import { plus, type Valid } from './days'
import { useFormat } from '../../../kit/use-format'

/** A coupon template: what it takes off, how long it lives, how it is issued, what it may cost. */
export function CouponForm() {
  const { t } = useTranslation()
  return (
    <>
      <NameFields />
      <TermsFields />
      <Group title={t('reward.group.valid')}><ValidFields /></Group>
      <Group title={t('reward.group.issue')}><IssueFields /></Group>
      <Group title={t('reward.group.limits')}>
        <Row label={t('reward.stock')} at="/stock">
          <NumberField at="/stock" label={t('reward.stock')} unit={t('reward.pieces')} optional least={1} />
        </Row>
        <Row label={t('reward.perMember')} at="/per_member">
          <NumberField at="/per_member" label={t('reward.perMember')} unit={t('reward.pieces')}
            optional least={1} />
        </Row>
        <Row label={t('reward.budget')} at="/budget_cents">
          <MoneyField at="/budget_cents" label={t('reward.budget')} />
          <span className="note">{t('reward.budgetNote')}</span>
        </Row>
        <SharedBudget />
        <Row label={t('reward.funder')} at="/funder">
          <TextField at="/funder" label={t('reward.funder')} hint={t('reward.funderHint')} />
        </Row>
      </Group>
    </>
  )
}

function ValidFields() {
  const { t } = useTranslation()
  const format = useFormat()
  const { document, put, locked } = useForm()
  const valid = document.valid as Valid | undefined
  const today = format.dayKey(new Date())
  return (
    <>
      <Row label={t('reward.valid.how')} at="/valid/how">
        <Segmented
          value={valid?.how} disabled={locked}
          onChange={(how) => put('/valid', how === 'fixed'
            ? { how, first: today, last: plus(today, 29) } : { how, days: 14 })}
          options={(['relative', 'fixed'] as const).map((value) => ({
            value, label: t(`reward.valid.how_${value}`),
          }))}
        />
      </Row>
      {valid?.how === 'fixed' ? (
        <>
          <Row label={t('reward.valid.first')} at="/valid/first">
            <DayField at="/valid/first" label={t('reward.valid.first')} />
          </Row>
          <Row label={t('reward.valid.last')} at="/valid/last">
            <DayField at="/valid/last" label={t('reward.valid.last')} />
          </Row>
        </>
      ) : (
        <>
          <Row label={t('reward.valid.long')} at="/valid/days">
            <NumberField at="/valid/days" label={t('reward.valid.long')} unit={t('programme.days')} least={1} />
          </Row>
          <Row label={t('reward.valid.after')} at="/valid/after">
            <NumberField at="/valid/after" label={t('reward.valid.after')} unit={t('programme.days')}
              optional />
          </Row>
        </>
      )}
      <ValidCalendar valid={valid} />
    </>
  )
}

function IssueFields() {
  const { t } = useTranslation()
  const { document } = useForm()
  return (
    <>
      <Row label={t('reward.claimable')} at="/claimable">
        <SwitchField at="/claimable" label={t('reward.claimable')} />
        <span className="note">{t('reward.claimableNote')}</span>
      </Row>
      {document.claimable === true ? (
        <Row label={t('reward.claimIf')} at="/claim_if">
          <Asking event="tick"><ConditionField at="/claim_if" none={t('reward.claimAlways')} /></Asking>
        </Row>
      ) : null}
      <Row label={t('reward.codes')} at="/codes">
        <SelectField
          at="/codes" label={t('reward.codes')} fallback="none"
          options={['none', 'generated', 'imported'].map((value) => ({
            value, label: t(`reward.codes_${value}`),
          }))}
        />
      </Row>
      <Row label={t('reward.giftable')} at="/giftable">
        <SwitchField at="/giftable" label={t('reward.giftable')} />
      </Row>
      <Row label={t('reward.onRefund')} at="/on_refund">
        <SelectField
          at="/on_refund" label={t('reward.onRefund')} fallback="return"
          options={['return', 'keep'].map((value) => ({ value, label: t(`reward.onRefund_${value}`) }))}
        />
      </Row>
    </>
  )
}
