import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Attribute, Condition } from '../../../client/definition.types'
import { Icon } from '../../../kit/icon'
import { matches } from '../../../kit/pinyin'
import { useFormat } from '../../../kit/use-format'
import { useForm } from '../editor/context'
import { Problems } from '../editor/field'
import { GroupEdit } from './group'
import { attributesFor, freshLeaf, groupOf, isLines, operandOf, operatorsFor } from './shape'
import { ValueInput } from './value'

type Leaf = Extract<Condition, { attribute: string }>
type Lines = Extract<Condition, { lines: string }>

function AttributeSelect({ value, onChange, inLines, label, only }: {
  value: string | undefined
  onChange: (name: string) => void
  inLines: boolean
  label: string
  only?: (attribute: Attribute) => boolean
}) {
  const format = useFormat()
  const { catalogue, locked, event } = useForm()
  const options = attributesFor(catalogue, inLines, event)
    .filter((one) => !only || only(one))
    .map((one) => ({ value: one.name, label: format.say(one.title) || one.name }))
  const unknown = !!value && !!catalogue && !catalogue.attributes.some((one) => one.name === value)
  return (
    <Select
      value={value || undefined} options={options} aria-label={label} disabled={locked}
      popupMatchSelectWidth={false} className="attribute" onChange={onChange}
      status={unknown ? 'error' : undefined}
      showSearch={{
        filterOption: (typed, option) => matches(`${option?.label} ${option?.value}`, typed),
      }}
    />
  )
}

function Compare({ attribute, op, value, onChange }: {
  attribute: Attribute | undefined
  op: string | undefined
  value: unknown
  onChange: (part: { op?: string; value?: unknown }) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { catalogue, locked } = useForm()
  const pick = (next: string) => {
    const [was, is] = [operandOf(op, catalogue), operandOf(next, catalogue)]
    const empty = is === 'none' ? undefined : is === 'many' ? [] : is === 'pair' ? [value, value]
      : is === 'days' ? 30 : Array.isArray(value) ? value[0] : value
    onChange({ op: next, ...(was === is ? {} : { value: empty }) })
  }
  return (
    <>
      <Select
        value={op} aria-label={t('programme.condition.operator')} disabled={locked} className="operator"
        popupMatchSelectWidth={false} onChange={pick}
        options={operatorsFor(attribute, catalogue).map((one) => ({
          value: one.op, label: format.say(one.title),
        }))}
      />
      <ValueInput
        attribute={attribute} operand={operandOf(op, catalogue)} value={value} disabled={locked}
        onChange={(next) => onChange({ value: next })}
      />
    </>
  )
}

/** One condition: an attribute compared, or order lines summed, counted or looked for. */
export function LeafEdit({ condition, at, onChange, onRemove, inLines }: {
  condition: Condition
  at: string
  onChange: (condition: Condition) => void
  onRemove: () => void
  inLines: boolean
}) {
  const { t } = useTranslation()
  const { locked } = useForm()
  return (
    <div className="leaf">
      {isLines(condition) ? <LinesEdit condition={condition} at={at} onChange={onChange} />
        : <AttributeEdit condition={condition as Leaf} onChange={onChange} inLines={inLines} />}
      {locked ? null : (
        <Button
          type="text" size="small" icon={<Icon.close />} onClick={onRemove} className="leaf-x"
          aria-label={t('programme.condition.remove')}
        />
      )}
      <div className="leaf-problems">
        {['', '/attribute', '/op', '/value', '/of', '/lines'].map((part) => (
          <Problems key={part} at={`${at}${part}`} />
        ))}
      </div>
    </div>
  )
}

function AttributeEdit({ condition, onChange, inLines }: {
  condition: Leaf; onChange: (condition: Condition) => void; inLines: boolean
}) {
  const { t } = useTranslation()
  const { catalogue } = useForm()
  const attribute = catalogue?.attributes.find((one) => one.name === condition.attribute)
  const pick = (name: string) => {
    const next = catalogue?.attributes.find((one) => one.name === name)
    const fits = operatorsFor(next, catalogue)
    const op = fits.find((one) => one.op === condition.op)?.op ?? fits[0]?.op ?? 'is'
    const same = next?.type === attribute?.type && next?.type !== 'enum'
    const empty = operandOf(op, catalogue) === 'many' ? [] : next?.type === 'bool' ? true
      : next?.type === 'cents' || next?.type === 'int' || next?.type === 'number' ? 0 : ''
    onChange({ attribute: name, op, value: same ? condition.value : empty })
  }
  return (
    <>
      <AttributeSelect
        value={condition.attribute} onChange={pick} inLines={inLines}
        label={t('programme.condition.attribute')}
      />
      <Compare
        attribute={attribute} op={condition.op} value={condition.value}
        onChange={(part) => onChange({ ...condition, ...part })}
      />
    </>
  )
}

function LinesEdit({ condition, at, onChange }: {
  condition: Lines; at: string; onChange: (condition: Condition) => void
}) {
  const { t } = useTranslation()
  const { catalogue, locked } = useForm()
  const kinds = ['any', 'every', 'sum', 'count'] as const
  const counts = condition.lines === 'sum' || condition.lines === 'count'
  const of = catalogue?.attributes.find((one) => one.name === condition.of)
  const counted: Attribute = { name: 'count', type: 'int', title: '' }
  const where = condition.where ?? { all: [] as Condition[] }
  const pick = (lines: Lines['lines']) => {
    const next: Lines = { lines, ...(condition.where ? { where: condition.where } : {}) }
    if (lines === 'sum') Object.assign(next, { of: 'line.paid_cents', op: 'at_least', value: 5000 })
    if (lines === 'count') Object.assign(next, { op: 'at_least', value: 1 })
    if ((lines === 'any' || lines === 'every') && !next.where)
      next.where = freshLeaf(catalogue, true)
    onChange(next)
  }
  return (
    <div className="lines">
      <div className="leaf-line">
        <Select
          value={condition.lines} onChange={pick} aria-label={t('programme.condition.lines')}
          disabled={locked} popupMatchSelectWidth={false}
          options={kinds.map((value) => ({ value, label: t(`programme.condition.line.${value}`) }))}
        />
        {condition.lines === 'sum' ? (
          <AttributeSelect
            value={condition.of} inLines label={t('programme.condition.of')}
            only={(one) => one.type === 'cents' || one.type === 'int'}
            onChange={(name) => onChange({ ...condition, of: name })}
          />
        ) : null}
        {counts ? (
          <Compare
            attribute={condition.lines === 'count' ? counted : of} op={condition.op}
            value={condition.value} onChange={(part) => onChange({ ...condition, ...part })}
          />
        ) : null}
      </div>
      <div className="lines-where">
        <GroupEdit
          condition={where} at={`${at}/where`} inLines lead={t('programme.condition.where')}
          onChange={(next) => {
            const group = groupOf(next)
            const only = group?.kind === 'all' && group.members.length === 1 ? group.members[0] : next
            onChange({ ...condition, where: group?.members.length ? only : undefined })
          }}
        />
      </div>
    </div>
  )
}
