import { Button, Input, InputNumber, Select, Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProgramme } from '../../../client/programme'
import { typedNumber } from '../../../kit/format'
import { useFormat } from '../../../kit/use-format'
import { useForm } from './context'
import { getAt, lights } from './pointer'

/** The problems of one place, each with the nearest valid value as a button. */
export function Problems({ at }: { at: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { problems, put } = useForm()
  const own = problems.filter((one) => one.place === at)
  return (
    <>
      {own.map((one, index) => (
        <div key={index} className="field-problem" role="alert">
          {format.say(one.message)}
          {one.suggestion ? (
            <Button size="small" onClick={() => put(at, one.suggestion)}>
              {t('programme.use', { value: one.suggestion })}
            </Button>
          ) : null}
        </div>
      ))}
    </>
  )
}

export function Group({ title, children, note }: { title: string; children: ReactNode; note?: string }) {
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      {note ? <p className="note">{note}</p> : null}
      {children}
    </fieldset>
  )
}

/** One labelled row of the form; pointing at it lights the same place in YAML. */
export function Row({ label, at, children }: { label: string; at: string; children: ReactNode }) {
  const { light, lit } = useForm()
  return (
    <div
      className={`form-row ${lights(at, lit) ? 'lit' : ''}`} onMouseEnter={() => light(at)}
      onMouseLeave={() => light(null)} onFocus={() => light(at)} data-place={at}
    >
      <span className="form-label">{label}</span>
      <div className="form-control">{children}<Problems at={at} /></div>
    </div>
  )
}

export function TextField({ at, label, hint, mono, long }: {
  at: string; label: string; hint?: string; mono?: boolean
  /** Of several lines. */
  long?: boolean
}) {
  const { document, put, locked } = useForm()
  const value = getAt(document, at)
  if (long)
    return (
      <Input.TextArea
        value={typeof value === 'string' ? value : ''} aria-label={label} placeholder={hint}
        autoSize={{ minRows: 2, maxRows: 6 }} disabled={locked}
        onChange={(event) => put(at, event.target.value || undefined)}
      />
    )
  return (
    <Input
      value={typeof value === 'string' ? value : ''} aria-label={label} placeholder={hint}
      className={mono ? 'mono' : undefined} disabled={locked}
      onChange={(event) => put(at, event.target.value || undefined)}
    />
  )
}

/** Names typed one after the other; pasted ones are told apart by commas. */
export function TagsField({ at, label, hint }: { at: string; label: string; hint?: string }) {
  const { document, put, locked, problems } = useForm()
  const names = (getAt(document, at) ?? []) as string[]
  const wrong = [...new Set(problems.map((one) => one.place).filter((place) => place.startsWith(`${at}/`)))]
  return (
    <>
      <Select
        mode="tags" value={names} disabled={locked} aria-label={label} className="tags" placeholder={hint}
        tokenSeparators={[',', '，', '、']} open={false} suffixIcon={null}
        status={wrong.length ? 'error' : undefined}
        onChange={(next: string[]) => put(at, next.length ? next : undefined)}
      />
      {wrong.map((place) => <Problems key={place} at={place} />)}
    </>
  )
}

export function NumberField({ at, label, unit, least = 0, optional }: {
  at: string; label: string; unit?: string; least?: number; optional?: boolean
}) {
  const { document, put, locked } = useForm()
  const value = getAt(document, at)
  return (
    <InputNumber
      value={typeof value === 'number' ? value : null} min={least} precision={0} aria-label={label}
      suffix={unit} disabled={locked} className="short" controls={false}
      parser={(text) => typedNumber(text ?? '') ?? Number.NaN}
      onChange={(next) => {
        if (typeof next === 'number' && !Number.isNaN(next)) put(at, next)
        else if (optional) put(at, undefined)
      }}
    />
  )
}

/** Money is typed in units and kept in minor units. */
export function MoneyInput({ value, onChange, label, disabled, placeholder }: {
  value: number | null | undefined
  onChange: (minor: number | undefined) => void
  label: string
  disabled?: boolean
  placeholder?: string
}) {
  const { digits } = useProgramme()
  const format = useFormat()
  const shown = typeof value === 'number' ? (value / 10 ** digits).toFixed(digits) : ''
  const [typed, setTyped] = useState<string | null>(null)
  const done = () => {
    if (typed === null) return
    const number = typedNumber(typed)
    if (number !== null) onChange(Math.round(number * 10 ** digits))
    else if (typed.trim() === '') onChange(undefined)
    setTyped(null)
  }
  return (
    <Input
      value={typed ?? shown} aria-label={label} disabled={disabled} className="short" placeholder={placeholder}
      prefix={format.money(0).replace(/[\d.,\s]/g, '')} inputMode="decimal"
      onChange={(event) => setTyped(event.target.value)} onBlur={done} onPressEnter={done}
    />
  )
}

export function MoneyField({ at, label }: { at: string; label: string }) {
  const { document, put, locked } = useForm()
  const value = getAt(document, at)
  return (
    <MoneyInput
      value={typeof value === 'number' ? value : null} label={label} disabled={locked}
      onChange={(minor) => put(at, minor)}
    />
  )
}

/** A share of 10,000, typed as percent. */
export function ShareField({ at, label, fallback }: { at: string; label: string; fallback?: number }) {
  const { document, put, locked } = useForm()
  const value = getAt(document, at) ?? fallback
  return (
    <>
      <InputNumber
        value={typeof value === 'number' ? value / 100 : null} min={0.01} max={100} precision={2}
        className="short" suffix="%" controls={false} disabled={locked} aria-label={label}
        onChange={(next) => { if (next) put(at, Math.round(next * 100)) }}
      />
      <Problems at={at} />
    </>
  )
}

export function SelectField({ at, label, options, fallback, optional, onPick }: {
  at: string
  label: string
  options: { value: string; label: string }[]
  fallback?: string
  optional?: boolean
  onPick?: (value: string) => void
}) {
  const { document, put, locked, problems } = useForm()
  const value = getAt(document, at)
  return (
    <Select
      value={typeof value === 'string' ? value : fallback} options={options} aria-label={label}
      status={problems.some((one) => one.place === at) ? 'error' : undefined}
      disabled={locked} allowClear={optional} showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false} className="medium"
      onChange={(next: string | undefined) => {
        if (onPick && next) onPick(next)
        else put(at, next)
      }}
    />
  )
}

export function DayField({ at, label }: { at: string; label: string }) {
  const { document, put, locked } = useForm()
  const value = getAt(document, at)
  return (
    <Input
      type="date" value={typeof value === 'string' ? value.slice(0, 10) : ''} aria-label={label}
      disabled={locked} className="medium"
      onChange={(event) => put(at, event.target.value || undefined)}
    />
  )
}

/** Yes or no; the document says only what is not the default. */
export function SwitchField({ at, label }: { at: string; label: string }) {
  const { document, put, locked } = useForm()
  return (
    <Switch
      checked={getAt(document, at) === true} disabled={locked} aria-label={label}
      onChange={(next) => put(at, next || undefined)}
    />
  )
}
