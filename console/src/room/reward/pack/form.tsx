import { Button, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDefinitionNames } from '../../../client/definition'
import { Icon } from '../../../kit/icon'
import { useFormat } from '../../../kit/use-format'
import { Asking, ConditionField } from '../../programme/condition/field'
import { useForm } from '../../programme/editor/context'
import { Group, NumberField, Problems, Row, SelectField, SwitchField } from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'
import { lights } from '../../programme/editor/pointer'

type Item = { coupon: string; count?: number }

const MOST = 10

/** A pack: which coupons, who may claim it, how many there are. */
export function PackForm() {
  const { t } = useTranslation()
  const { document } = useForm()
  return (
    <>
      <NameFields />
      <Group title={t('reward.pack.items')} note={t('reward.pack.itemsNote')}><Items /></Group>
      <Group title={t('reward.group.issue')}>
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
      </Group>
      <Group title={t('reward.group.limits')}>
        <Row label={t('reward.stock')} at="/stock">
          <NumberField at="/stock" label={t('reward.stock')} unit={t('reward.pack.unit')} optional least={1} />
        </Row>
        <Row label={t('reward.perMember')} at="/per_member">
          <NumberField at="/per_member" label={t('reward.perMember')} unit={t('reward.pack.unit')}
            optional least={1} />
        </Row>
      </Group>
    </>
  )
}

function Items() {
  const { t } = useTranslation()
  const format = useFormat()
  const { document, put, locked, light, lit } = useForm()
  const names = useDefinitionNames('coupon').data ?? []
  const items = (document.items ?? []) as Item[]
  const change = (index: number, item: Item) =>
    put('/items', items.map((one, i) => (i === index ? item : one)))
  const taken = items.map((one) => one.coupon)
  const options = names.filter((one) => !one.over)
    .map((one) => ({ value: one.key, label: format.say(one.name) || one.key }))
  const next = options.find((one) => !taken.includes(one.value))
  return (
    <div className="steps">
      {items.map((item, index) => {
        const at = `/items/${index}`
        return (
          <div
            className={`inline ${lights(at, lit) ? 'lit' : ''}`} key={index} data-place={at}
            onMouseEnter={() => light(at)} onMouseLeave={() => light(null)}
          >
            <Select
              value={item.coupon} options={options} disabled={locked} className="medium"
              aria-label={t('reward.pack.couponOf', { number: index + 1 })} popupMatchSelectWidth={false}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(coupon: string) => change(index, { ...item, coupon })}
            />
            <InputNumber
              value={item.count ?? 1} min={1} max={10} precision={0} className="short" disabled={locked}
              suffix={t('reward.pieces')} aria-label={t('reward.pack.countOf', { number: index + 1 })}
              onChange={(count) => { if (count) change(index, { ...item, count }) }}
            />
            {locked || items.length === 1 ? null : (
              <Button
                type="text" size="small" icon={<Icon.close />}
                aria-label={t('reward.pack.remove', { number: index + 1 })}
                onClick={() => put('/items', items.filter((_, i) => i !== index))}
              />
            )}
            <Problems at={at} /><Problems at={`${at}/coupon`} /><Problems at={`${at}/count`} />
          </div>
        )
      })}
      <Problems at="/items" />
      {locked || items.length >= MOST || !next ? null : (
        <Button
          size="small" icon={<Icon.add />} className="add"
          onClick={() => put('/items', [...items, { coupon: next.value, count: 1 }])}
        >
          {t('reward.pack.add')}
        </Button>
      )}
    </div>
  )
}
