import { Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCurrencies } from '../../../client/currency'
import type { Text } from '../../../client/types'
import { Icon } from '../../../kit/icon'
import { useForm } from '../editor/context'
import { Group, MoneyInput, NumberField, Problems, Row, SelectField } from '../editor/field'
import { NameFields } from '../editor/name'
import { getAt } from '../editor/pointer'

type Step = { key: string; name: Text; at: number; keep?: number | null }

const measures: Record<string, unknown> = {
  earned: { how: 'earned', currency: 'growth' },
  spend: { how: 'spend' },
  orders: { how: 'orders' },
  attribute: { how: 'attribute', attribute: 'member.orders' },
}
const windows: Record<string, unknown> = {
  rolling: { how: 'rolling', days: 365 },
  calendar_year: { how: 'calendar_year' },
  member_year: { how: 'member_year' },
  since_promotion: { how: 'since_promotion' },
  ever: { how: 'ever' },
}

export function TierForm() {
  const { t } = useTranslation()
  const { document, put, catalogue } = useForm()
  const currencies = useCurrencies()
  const measure = getAt(document, '/measure/how') as string | undefined
  const window = getAt(document, '/window/how') as string | undefined
  const choice = (group: string, from: Record<string, unknown>) =>
    Object.keys(from).map((value) => ({ value, label: t(`programme.tier.${group}_${value}`) }))
  const numbers = (catalogue?.attributes ?? [])
    .filter((one) => one.type === 'int' && one.name.startsWith('member.'))
  return (
    <>
      <NameFields />
      <Group title={t('programme.tier.measure')}>
        <Row label={t('programme.tier.by')} at="/measure/how">
          <SelectField at="/measure/how" label={t('programme.tier.by')} options={choice('by', measures)}
            onPick={(value) => put('/measure', value === 'earned' && currencies[0]
              ? { how: 'earned', currency: currencies.at(-1)!.key } : measures[value])} />
        </Row>
        {measure === 'earned' ? (
          <Row label={t('words.currency')} at="/measure/currency">
            <SelectField at="/measure/currency" label={t('words.currency')}
              options={currencies.map((one) => ({ value: one.key, label: one.title }))} />
          </Row>
        ) : null}
        {measure === 'attribute' ? (
          <Row label={t('programme.condition.attribute')} at="/measure/attribute">
            <SelectField at="/measure/attribute" label={t('programme.condition.attribute')}
              options={numbers.map((one) => ({ value: one.name, label: String(one.title) }))} />
          </Row>
        ) : null}
        <Row label={t('programme.tier.window')} at="/window/how">
          <SelectField at="/window/how" label={t('programme.tier.window')}
            options={choice('window', windows)} onPick={(value) => put('/window', windows[value])} />
        </Row>
        <Row label={t('programme.tier.start')} at="/start">
          <SelectField at="/start" label={t('programme.tier.start')} fallback="now"
            options={['now', 'history'].map((value) => ({
              value, label: t(`programme.tier.start_${value}`),
            }))} />
        </Row>
        {window === 'rolling' ? (
          <Row label={t('programme.tier.days')} at="/window/days">
            <NumberField at="/window/days" label={t('programme.tier.days')} unit={t('programme.days')}
              least={1} />
          </Row>
        ) : null}
      </Group>
      <Group title={t('programme.tier.steps')}><Steps money={measure === 'spend'} /></Group>
      <Group title={t('programme.tier.down')}>
        <Row label={t('programme.tier.mode')} at="/downgrade/mode">
          <SelectField at="/downgrade/mode" label={t('programme.tier.mode')} fallback="recompute"
            options={['recompute', 'one_step'].map((value) => ({
              value, label: t(`programme.tier.mode_${value}`),
            }))} />
        </Row>
        <Row label={t('programme.tier.grace')} at="/downgrade/grace_days">
          <NumberField at="/downgrade/grace_days" label={t('programme.tier.grace')}
            unit={t('programme.days')} optional />
        </Row>
        <Row label={t('programme.tier.announce')} at="/announce_days">
          <NumberField at="/announce_days" label={t('programme.tier.announce')}
            unit={t('programme.days')} optional />
        </Row>
        <Row label={t('programme.tier.afterRefund')} at="/after_refund">
          <SelectField at="/after_refund" label={t('programme.tier.afterRefund')} fallback="stay"
            options={['stay', 'recompute'].map((value) => ({
              value, label: t(`programme.tier.after_${value}`),
            }))} />
        </Row>
      </Group>
    </>
  )
}

function Steps({ money }: { money: boolean }) {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const steps = (document.tiers ?? []) as Step[]
  const change = (index: number, step: Step) =>
    put('/tiers', steps.map((one, i) => (i === index ? step : one)))
  const amount = (value: number | null | undefined, label: string, set: (next: number | undefined) => void,
    hint?: number) => (money
    ? <MoneyInput value={value} onChange={set} label={label} disabled={locked} />
    : (
      <InputNumber
        value={value ?? null} min={0} precision={0} controls={false} className="short"
        disabled={locked} aria-label={label} placeholder={hint === undefined ? undefined : String(hint)}
        onChange={(next) => set(next ?? undefined)}
      />
    ))
  return (
    <div className="steps">
      <div className="steps-head">
        <span>{t('programme.nameZh')}</span><span>{t('programme.nameEn')}</span>
        <span>{t('programme.tier.key')}</span><span>{t('programme.tier.at')}</span>
        <span>{t('programme.tier.keep')}</span>
      </div>
      {steps.map((step, index) => (
        <div className="step" key={index} data-place={`/tiers/${index}`}>
          <Input value={step.name?.zh} disabled={locked} aria-label={t('programme.nameZh')}
            onChange={(event) => change(index, { ...step, name: { ...step.name, zh: event.target.value } })} />
          <Input value={step.name?.en} disabled={locked} aria-label={t('programme.nameEn')}
            onChange={(event) => change(index, { ...step, name: { ...step.name, en: event.target.value } })} />
          <Input value={step.key} disabled={locked} className="mono" aria-label={t('programme.tier.key')}
            onChange={(event) => change(index, { ...step, key: event.target.value })} />
          {amount(step.at, t('programme.tier.at'), (at) => change(index, { ...step, at: at ?? 0 }))}
          {amount(step.keep, t('programme.tier.keep'), (keep) => {
            const { key, name, at } = step
            change(index, keep === undefined ? { key, name, at } : { key, name, at, keep })
          }, step.at)}
          {locked || index === 0 ? <span /> : (
            <Button type="text" size="small" icon={<Icon.close />} aria-label={t('programme.tier.remove')}
              onClick={() => put('/tiers', steps.filter((_, i) => i !== index))} />
          )}
          <div className="leaf-problems">
            {['', '/at', '/keep', '/key', '/name'].map((part) => (
              <Problems key={part} at={`/tiers/${index}${part}`} />
            ))}
          </div>
        </div>
      ))}
      <Problems at="/tiers" />
      {locked ? null : (
        <Button size="small" icon={<Icon.add />} className="add"
          onClick={() => put('/tiers', [...steps, {
            key: `tier-${steps.length + 1}`, at: (steps.at(-1)?.at ?? 0) * 2 || 100,
            name: { zh: t('programme.tier.new'), en: 'New tier' },
          }])}>
          {t('programme.tier.add')}
        </Button>
      )}
    </div>
  )
}
