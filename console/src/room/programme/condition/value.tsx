import { Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Attribute } from '../../../client/definition.types'
import { typedNumber } from '../../../kit/format'
import { useFormat } from '../../../kit/use-format'
import { MoneyInput } from '../editor/field'
import type { Operand } from './shape'

type Props = {
  attribute: Attribute | undefined
  operand: Operand
  value: unknown
  onChange: (value: unknown) => void
  disabled?: boolean
}

/** The right side of a comparison, by the type of the attribute. */
export function ValueInput(props: Props) {
  const { t } = useTranslation()
  const { operand, value, onChange, disabled, attribute } = props
  const label = t('programme.condition.value')
  if (operand === 'none') return null
  if (operand === 'days') return (
    <InputNumber
      value={typeof value === 'number' ? value : null} min={0} precision={0} controls={false}
      suffix={t('programme.days')} aria-label={label} disabled={disabled} className="short"
      onChange={(next) => onChange(next)}
    />
  )
  if (operand === 'many') return (
    <Many attribute={attribute} value={value} onChange={onChange} disabled={disabled} label={label} />
  )
  if (operand === 'pair') {
    const [first, second] = Array.isArray(value) ? value as [unknown, unknown] : [null, null]
    return (
      <span className="pair">
        <One {...props} value={first} onChange={(next) => onChange([next, second])} />
        <span>–</span>
        <One {...props} value={second} onChange={(next) => onChange([first, next])} />
      </span>
    )
  }
  return <One {...props} />
}

function choices(attribute: Attribute | undefined, say: (text: never) => string) {
  return (attribute?.values ?? []).map((one) => (typeof one === 'object'
    ? { value: one.value, label: say(one.title as never) || String(one.value) }
    : { value: one, label: String(one) }))
}

function Many({ attribute, value, onChange, disabled, label }: {
  attribute: Attribute | undefined
  value: unknown
  onChange: (value: unknown) => void
  disabled?: boolean
  label: string
}) {
  const format = useFormat()
  const options = choices(attribute, format.say as (text: never) => string)
  const whole = attribute?.type === 'int' || attribute?.type === 'cents'
  const list = (Array.isArray(value) ? value : []) as (string | number)[]
  return (
    <Select
      mode={options.length ? 'multiple' : 'tags'} value={list} options={options} disabled={disabled}
      aria-label={label} className="wide" tokenSeparators={[',', '，', '、']}
      onChange={(next: (string | number)[]) => onChange(whole && !options.length
        ? next.map((one) => typedNumber(String(one))).filter((one) => one !== null) : next)}
    />
  )
}

function One({ attribute, value, onChange, disabled }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = t('programme.condition.value')
  const options = choices(attribute, format.say as (text: never) => string)
  const type = attribute?.type
  if (options.length) return (
    <Select
      value={value as string | number} options={options} aria-label={label} disabled={disabled}
      popupMatchSelectWidth={false} className="medium" onChange={onChange}
    />
  )
  if (type === 'cents') return (
    <MoneyInput value={value as number} onChange={onChange} label={label} disabled={disabled} />
  )
  if (type === 'int' || type === 'number') return (
    <InputNumber
      value={typeof value === 'number' ? value : null} aria-label={label} disabled={disabled}
      precision={type === 'int' ? 0 : undefined} controls={false} className="short"
      onChange={(next) => onChange(next)}
    />
  )
  if (type === 'bool') return (
    <Switch
      checked={value !== false} disabled={disabled} aria-label={label}
      checkedChildren={t('programme.condition.yes')} unCheckedChildren={t('programme.condition.no')}
      onChange={onChange}
    />
  )
  const kind = type === 'date' ? 'date' : type === 'time' ? 'time' : 'text'
  return (
    <Input
      type={kind} value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      aria-label={label} disabled={disabled} className="medium"
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
