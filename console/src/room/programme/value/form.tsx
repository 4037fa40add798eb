import { Button, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../kit/icon'
import { useFormat } from '../../../kit/use-format'
import { useForm } from '../editor/context'
import {
  DayField, Group, MoneyField, MoneyInput, NumberField, Problems, Row, SelectField, TextField,
} from '../editor/field'
import { NameFields } from '../editor/name'
import { getAt, lights } from '../editor/pointer'

type Step = { from_cents: number; bonus_cents: number }

const MOST = 20
/** What each choice begins with. */
const expiry: Record<string, unknown> = {
  never: { rule: 'never' },
  months_from_earning: { rule: 'months_from_earning', months: 12, to: 'end_of_month' },
  end_of_month: { rule: 'end_of_month', months: 0 },
  end_of_year: { rule: 'end_of_year', years: 1 },
  fixed_date: { rule: 'fixed_date', date: new Date().toISOString().slice(0, 4) + '-12-31' },
}

/** A stored value: what is given, what is spent first, limits, how long the bonus lives, refunds. */
export function ValueForm() {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const choice = (at: string, values: string[]) => (
    <SelectField
      at={`/${at}`} label={t(`value.form.${at}`)} fallback={values[0]}
      options={values.map((value) => ({ value, label: t(`value.form.${at}_${value}`) }))}
    />
  )
  const limit = (at: string) => (
    <Row label={t(`value.form.${at}`)} at={`/${at}`}>
      <MoneyField at={`/${at}`} label={t(`value.form.${at}`)} />
    </Row>
  )
  return (
    <>
      <NameFields />
      <Group title={t('value.form.topUp')} note={t('value.form.stepsNote')}><Steps /></Group>
      <Group title={t('value.form.limits')} note={t('value.form.limitsNote')}>
        {limit('least_cents')}{limit('most_cents')}{limit('day_cents')}{limit('balance_cents')}
      </Group>
      <Group title={t('value.form.spending')}>
        <Row label={t('value.form.spends')} at="/spends">
          {choice('spends', ['principal_first', 'bonus_first', 'in_proportion'])}
        </Row>
        <Row label={t('value.form.earns')} at="/earns">
          <Switch
            checked={getAt(document, '/earns') !== false} disabled={locked}
            aria-label={t('value.form.earns')} onChange={(on) => put('/earns', on)}
          />
        </Row>
      </Group>
      <Group title={t('value.form.bonus')}>
        <Expiry />
        <Row label={t('reward.funder')} at="/funder">
          <TextField at="/funder" label={t('reward.funder')} hint={t('reward.funderHint')} />
        </Row>
      </Group>
      <Group title={t('value.form.refund')}>
        <Row label={t('value.form.on_refund')} at="/on_refund">
          {choice('on_refund', ['in_proportion', 'value_first', 'value_last'])}
        </Row>
        <Row label={t('value.form.spent_bonus')} at="/spent_bonus">
          {choice('spent_bonus', ['deduct', 'let_go'])}
        </Row>
        <Row label={t('value.form.life')} at="/returned_life_days">
          <NumberField
            at="/returned_life_days" label={t('value.form.life')} unit={t('programme.days')} least={1} optional
          />
        </Row>
      </Group>
    </>
  )
}

function Steps() {
  const { t } = useTranslation()
  const format = useFormat()
  const { document, put, locked, light, lit } = useForm()
  const steps = (getAt(document, '/steps') ?? []) as Step[]
  const change = (index: number, part: Partial<Step>) =>
    put('/steps', steps.map((one, place) => (place === index ? { ...one, ...part } : one)))
  const last = steps.at(-1) ?? { from_cents: 0, bonus_cents: 0 }
  return (
    <Row label={t('value.form.steps')} at="/steps">
      {steps.map((step, index) => (
        <div
          className={`inline ${lights(`/steps/${index}`, lit) ? 'lit' : ''}`} key={index}
          data-place={`/steps/${index}`} onMouseEnter={() => light(`/steps/${index}`)}
        >
          <span>{t('value.form.stepFrom')}</span>
          <MoneyInput
            value={step.from_cents} label={t('value.form.stepFromLabel', { number: index + 1 })}
            disabled={locked} onChange={(minor) => { if (minor) change(index, { from_cents: minor }) }}
          />
          <span>{t('value.form.stepBonus')}</span>
          <MoneyInput
            value={step.bonus_cents} label={t('value.form.stepBonusLabel', { number: index + 1 })}
            disabled={locked} onChange={(minor) => { if (minor) change(index, { bonus_cents: minor }) }}
          />
          <span className="note">
            {format.percent(step.from_cents ? step.bonus_cents / step.from_cents : 0)}
          </span>
          {locked ? null : (
            <Button
              type="text" size="small" icon={<Icon.close />}
              aria-label={t('value.form.stepRemove', { number: index + 1 })}
              onClick={() => put('/steps', steps.filter((_, place) => place !== index))}
            />
          )}
          <Problems at={`/steps/${index}`} />
        </div>
      ))}
      {locked || steps.length >= MOST ? null : (
        <Button
          size="small" icon={<Icon.add />} className="add"
          onClick={() => put('/steps', [...steps, {
            from_cents: last.from_cents + 50_000, bonus_cents: last.bonus_cents + 8_000,
          }])}
        >
          {t('value.form.stepAdd')}
        </Button>
      )}
    </Row>
  )
}

function Expiry() {
  const { t } = useTranslation()
  const { document, put } = useForm()
  const rule = (getAt(document, '/bonus_expiry/rule') as string | undefined) ?? 'never'
  return (
    <>
      <Row label={t('value.form.expiry')} at="/bonus_expiry/rule">
        <SelectField
          at="/bonus_expiry/rule" label={t('value.form.expiry')} fallback={rule}
          options={Object.keys(expiry).map((value) => ({
            value, label: t(`programme.currency.expiry_${value}`),
          }))}
          onPick={(value) => put('/bonus_expiry', expiry[value])}
        />
      </Row>
      {rule === 'months_from_earning' || rule === 'end_of_month' ? (
        <Row label={t('programme.currency.months')} at="/bonus_expiry/months">
          <NumberField
            at="/bonus_expiry/months" label={t('programme.currency.months')} unit={t('programme.months')}
            least={rule === 'end_of_month' ? 0 : 1}
          />
        </Row>
      ) : null}
      {rule === 'end_of_year' ? (
        <Row label={t('programme.currency.years')} at="/bonus_expiry/years">
          <NumberField
            at="/bonus_expiry/years" label={t('programme.currency.years')} unit={t('programme.years')}
          />
        </Row>
      ) : null}
      {rule === 'fixed_date' ? (
        <Row label={t('programme.currency.date')} at="/bonus_expiry/date">
          <DayField at="/bonus_expiry/date" label={t('programme.currency.date')} />
        </Row>
      ) : null}
    </>
  )
}
