import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useForm } from '../editor/context'
import { DayField, Group, NumberField, Row, SelectField, TextField } from '../editor/field'
import { NameFields } from '../editor/name'
import { getAt } from '../editor/pointer'

/** What each choice begins with. */
const usable: Record<string, unknown> = {
  at_once: { when: 'at_once' },
  after_days: { when: 'after_days', days: 14 },
  on_event: { when: 'on_event', fallback_days: 14 },
}
const expiry: Record<string, unknown> = {
  never: { rule: 'never' },
  months_from_earning: { rule: 'months_from_earning', months: 12, to: 'end_of_month' },
  end_of_month: { rule: 'end_of_month', months: 0 },
  end_of_year: { rule: 'end_of_year', years: 1 },
  fixed_date: { rule: 'fixed_date', date: new Date().toISOString().slice(0, 4) + '-12-31' },
  inactivity: { rule: 'inactivity', months: 12 },
}
const refund: Record<string, unknown> = {
  below_zero: { policy: 'below_zero' },
  within_balance: { policy: 'within_balance' },
  only_pending: { policy: 'only_pending' },
}

export function CurrencyForm() {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const choice = (group: string, from: Record<string, unknown>) =>
    Object.keys(from).map((value) => ({ value, label: t(`programme.currency.${group}_${value}`) }))
  const when = (getAt(document, '/usable/when') as string | undefined) ?? 'at_once'
  const rule = (getAt(document, '/expiry/rule') as string | undefined) ?? 'never'
  const policy = (getAt(document, '/refund/policy') as string | undefined) ?? 'below_zero'
  return (
    <>
      <NameFields />
      <Group title={t('programme.currency.what')}>
        <Row label={t('programme.currency.unitZh')} at="/unit/zh">
          <TextField at="/unit/zh" label={t('programme.currency.unitZh')} />
        </Row>
        <Row label={t('programme.currency.unitEn')} at="/unit/en">
          <TextField at="/unit/en" label={t('programme.currency.unitEn')} />
        </Row>
        <Row label={t('programme.currency.spendable')} at="/spendable">
          <Switch
            checked={getAt(document, '/spendable') !== false} disabled={locked}
            aria-label={t('programme.currency.spendable')}
            onChange={(on) => put('/spendable', on)}
          />
        </Row>
      </Group>
      <Group title={t('programme.currency.usable')}>
        <Row label={t('programme.currency.when')} at="/usable/when">
          <SelectField
            at="/usable/when" label={t('programme.currency.when')} fallback={when}
            options={choice('usable', usable)} onPick={(value) => put('/usable', usable[value])}
          />
        </Row>
        {when === 'after_days' ? (
          <Row label={t('programme.currency.days')} at="/usable/days">
            <NumberField at="/usable/days" label={t('programme.currency.days')} unit={t('programme.days')} least={1} />
          </Row>
        ) : null}
        {when === 'on_event' ? (
          <Row label={t('programme.currency.fallback')} at="/usable/fallback_days">
            <NumberField at="/usable/fallback_days" label={t('programme.currency.fallback')}
              unit={t('programme.days')} least={1} />
          </Row>
        ) : null}
      </Group>
      <Group title={t('programme.currency.expiry')}>
        <Row label={t('programme.currency.rule')} at="/expiry/rule">
          <SelectField
            at="/expiry/rule" label={t('programme.currency.rule')} fallback={rule}
            options={choice('expiry', expiry)} onPick={(value) => put('/expiry', expiry[value])}
          />
        </Row>
        {['months_from_earning', 'end_of_month', 'inactivity'].includes(rule) ? (
          <Row label={t('programme.currency.months')} at="/expiry/months">
            <NumberField at="/expiry/months" label={t('programme.currency.months')}
              unit={t('programme.months')} least={rule === 'end_of_month' ? 0 : 1} />
          </Row>
        ) : null}
        {rule === 'months_from_earning' ? (
          <Row label={t('programme.currency.to')} at="/expiry/to">
            <SelectField
              at="/expiry/to" label={t('programme.currency.to')} fallback="end_of_month"
              options={['exact', 'end_of_month'].map((value) => ({
                value, label: t(`programme.currency.to_${value}`),
              }))}
            />
          </Row>
        ) : null}
        {rule === 'end_of_year' ? (
          <Row label={t('programme.currency.years')} at="/expiry/years">
            <NumberField at="/expiry/years" label={t('programme.currency.years')}
              unit={t('programme.years')} />
          </Row>
        ) : null}
        {rule === 'fixed_date' ? (
          <Row label={t('programme.currency.date')} at="/expiry/date">
            <DayField at="/expiry/date" label={t('programme.currency.date')} />
          </Row>
        ) : null}
      </Group>
      <Group title={t('programme.currency.refund')}>
        <Row label={t('programme.currency.policy')} at="/refund/policy">
          <SelectField
            at="/refund/policy" label={t('programme.currency.policy')} fallback={policy}
            options={choice('refund', refund)} onPick={(value) => put('/refund', refund[value])}
          />
        </Row>
        {policy === 'below_zero' ? (
          <Row label={t('programme.currency.floor')} at="/refund/floor">
            <NumberField at="/refund/floor" label={t('programme.currency.floor')} optional />
          </Row>
        ) : null}
        <Row label={t('programme.currency.life')} at="/returned_life_days">
          <NumberField at="/returned_life_days" label={t('programme.currency.life')}
            unit={t('programme.days')} least={1} optional />
        </Row>
      </Group>
    </>
  )
}
