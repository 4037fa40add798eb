import { Button, Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCurrencies } from '../../../client/currency'
import type { Condition, Document } from '../../../client/definition.types'
import { Icon } from '../../../kit/icon'
import { useFormat } from '../../../kit/use-format'
import { GroupEdit } from '../condition/group'
import { freshLeaf, groupOf } from '../condition/shape'
import { useForm } from '../editor/context'
import {
  DayField, Group, MoneyField, NumberField, Problems, Row, SelectField, TextField,
} from '../editor/field'
import { NameFields } from '../editor/name'
import { getAt } from '../editor/pointer'
import { Caps } from './caps'

type How = 'per_amount' | 'fixed' | 'multiply'

/** When / If / Then / Limits / Validity, in this order. */
export function RuleForm() {
  const { t } = useTranslation()
  const format = useFormat()
  const { catalogue } = useForm()
  const events = (catalogue?.events ?? []).map((one) => ({
    value: one.name, label: format.say(one.title) || one.name,
  }))
  return (
    <>
      <NameFields />
      <Group title={t('programme.rule.when')}>
        <Row label={t('programme.rule.event')} at="/when">
          <SelectField at="/when" label={t('programme.rule.event')} options={events} />
        </Row>
      </Group>
      <Group title={t('programme.rule.if')}><If /></Group>
      <Group title={t('programme.rule.then')}><Then /></Group>
      <Group title={t('programme.rule.limits')}>
        <Caps />
        <Row label={t('programme.rule.budget')} at="/budget_points">
          <NumberField at="/budget_points" label={t('programme.rule.budget')} optional least={1} />
        </Row>
      </Group>
      <Group title={t('programme.rule.validity')}>
        <Row label={t('programme.rule.from')} at="/valid/from">
          <DayField at="/valid/from" label={t('programme.rule.from')} />
        </Row>
        <Row label={t('programme.rule.to')} at="/valid/to">
          <DayField at="/valid/to" label={t('programme.rule.to')} />
        </Row>
      </Group>
    </>
  )
}

function If() {
  const { t } = useTranslation()
  const { document, put, catalogue, locked } = useForm()
  const condition = document.if as Condition | null | undefined
  if (!condition) return (
    <div className="no-condition">
      <span className="note">{t('programme.rule.always')}</span>
      {locked ? null : (
        <Button
          size="small" icon={<Icon.add />}
          onClick={() => put('/if', { all: [freshLeaf(catalogue, false, document.when as string)] })}
        >
          {t('programme.condition.add')}
        </Button>
      )}
    </div>
  )
  return (
    <>
      <GroupEdit
        condition={condition} at="/if"
        onChange={(next) => put('/if', groupOf(next)?.members.length ? next : undefined)}
      />
      <Problems at="/if" />
    </>
  )
}

/** What each way of giving begins with. */
function freshGive(how: How, currency: string): Document['give'] {
  if (how === 'per_amount')
    return { how, currency, per_cents: 100, points: 1, of: 'line.paid_cents' }
  if (how === 'fixed') return { how, currency, points: 10 }
  return { how, currency, times: 2 }
}

function Then() {
  const { t } = useTranslation()
  const format = useFormat()
  const { document, put, catalogue, locked } = useForm()
  const currencies = useCurrencies()
  const give = (document.give ?? {}) as { how?: How; currency?: string; lines?: Condition; of?: string }
  const how = give.how ?? 'per_amount'
  const unit = currencies.find((one) => one.key === give.currency)?.unit
  const amounts = (catalogue?.attributes ?? [])
    .filter((one) => one.type === 'cents' || one.type === 'int')
    .filter((one) => /^(line|order|data)\./.test(one.name))
    .map((one) => ({ value: one.name, label: format.say(one.title) || one.name }))
  const counted = catalogue?.attributes.find((one) => one.name === give.of)?.type === 'int'
  return (
    <>
      <Row label={t('programme.rule.how')} at="/give/how">
        <Segmented
          value={how} disabled={locked}
          onChange={(next) => put('/give', freshGive(next as How, give.currency ?? 'points'))}
          options={(['per_amount', 'fixed', 'multiply'] as const).map((value) => ({
            value, label: t(`programme.rule.how_${value}`),
          }))}
        />
      </Row>
      <Row label={t('words.currency')} at="/give/currency">
        <SelectField
          at="/give/currency" label={t('words.currency')}
          options={currencies.map((one) => ({ value: one.key, label: one.title }))}
        />
      </Row>
      {how === 'per_amount' ? (
        <>
          <Row label={t('programme.rule.of')} at="/give/of">
            <SelectField at="/give/of" label={t('programme.rule.of')} options={amounts}
              fallback="line.paid_cents" />
          </Row>
          <Row label={t('programme.rule.per')} at={counted ? '/give/per_count' : '/give/per_cents'}>
            {counted ? <NumberField at="/give/per_count" label={t('programme.rule.per')} least={1} />
              : <MoneyField at="/give/per_cents" label={t('programme.rule.per')} />}
          </Row>
        </>
      ) : null}
      {how === 'multiply' ? null : (
        <Row label={t('programme.rule.points')} at="/give/points">
          <NumberField at="/give/points" label={t('programme.rule.points')} unit={unit} least={1} />
        </Row>
      )}
      {how === 'fixed' ? null : (
        <>
          <Row label={t('programme.rule.times')} at="/give/times"><Times /></Row>
          <Row label={t('programme.rule.lines')} at="/give/lines"><Lines /></Row>
          <Stacking />
        </>
      )}
      {how === 'per_amount' ? (
        <Row label={t('programme.rule.round')} at="/round/mode">
          <SelectField
            at="/round/mode" label={t('programme.rule.round')} fallback="down"
            options={['down', 'up', 'half_up', 'half_even'].map((value) => ({
              value, label: t(`programme.rule.round_${value}`),
            }))}
          />
        </Row>
      ) : null}
    </>
  )
}

/** A factor keeps its spelling: 2, 1.5, 3/2. */
function Times() {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const value = getAt(document, '/give/times')
  const shown = value === undefined || value === null ? '' : String(value)
  return (
    <Input
      value={shown} prefix="×" className="short" disabled={locked} placeholder="1"
      aria-label={t('programme.rule.times')}
      onChange={(event) => {
        const text = event.target.value.normalize('NFKC').trim()
        put('/give/times', text === '' ? undefined : /^\d+(\.\d+)?$/.test(text) && !text.endsWith('.')
          ? Number(text) : text)
      }}
    />
  )
}

function Lines() {
  const { t } = useTranslation()
  const { document, put, catalogue, locked } = useForm()
  const lines = getAt(document, '/give/lines') as Condition | undefined
  if (!lines) return locked ? <span className="note">{t('programme.rule.allLines')}</span> : (
    <Button size="small" icon={<Icon.add />} onClick={() => put('/give/lines', freshLeaf(catalogue, true))}>
      {t('programme.rule.onlyLines')}
    </Button>
  )
  return (
    <GroupEdit
      condition={lines} at="/give/lines" inLines
      onChange={(next) => {
        const group = groupOf(next)
        const one = group?.kind === 'all' && group.members.length === 1 ? group.members[0] : next
        put('/give/lines', group?.members.length ? one : undefined)
      }}
    />
  )
}

function Stacking() {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const stack = document.stack as { group?: string; mode?: string } | null | undefined
  return (
    <Row label={t('programme.rule.stack')} at="/stack/group">
      <div className="inline">
        <SelectField
          at="/stack/mode" label={t('programme.rule.stackMode')} fallback={stack ? 'best' : 'none'}
          options={['none', 'best', 'sum', 'product'].map((value) => ({
            value, label: t(`programme.rule.stack_${value}`),
          }))}
          onPick={(mode) => put('/stack', mode === 'none' ? undefined
            : { group: stack?.group ?? 'main', mode })}
        />
        {stack ? <TextField at="/stack/group" label={t('programme.rule.stackGroup')} mono
          hint={t('programme.rule.stackGroup')} /> : null}
        {locked || !stack ? null : <span className="note">{t('programme.rule.stackNote')}</span>}
      </div>
    </Row>
  )
}
