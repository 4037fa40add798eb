import { Button, Checkbox, Input, Popover, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { typedNumber } from '../format'
import type { Filter } from './filter'

type Props = {
  filter: Filter
  value: string | null
  open: boolean
  onOpen: (open: boolean) => void
  onChange: (value: string | null) => void
  children: ReactNode
}

/** The small form under a chip. */
export function FilterValue({ filter, value, open, onOpen, onChange, children }: Props) {
  return (
    <Popover
      open={open} onOpenChange={onOpen} trigger="click" placement="bottomLeft" destroyOnHidden
      title={filter.title}
      content={<Editor filter={filter} value={value} onChange={onChange} />}
    >
      <span>{children}</span>
    </Popover>
  )
}

function Editor({ filter, value, onChange }: Pick<Props, 'filter' | 'value' | 'onChange'>) {
  if (filter.type === 'choice') return filter.many
    ? <Many choices={filter.choices} value={value} onChange={onChange} />
    : (
      <Radio.Group
        className="filter-choices" value={value}
        onChange={(event) => onChange(String(event.target.value))}
        options={filter.choices.map((choice) => ({ value: choice.value, label: choice.title }))}
      />
    )
  return <Typed filter={filter} value={value} onChange={onChange} />
}

function Many({ choices, value, onChange }: {
  choices: { value: string; title: string }[]
  value: string | null
  onChange: (value: string | null) => void
}) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(value ? value.split(',') : [])
  return (
    <div className="filter-form">
      <Checkbox.Group
        className="filter-choices" value={chosen} onChange={(next) => setChosen(next as string[])}
        options={choices.map((choice) => ({ value: choice.value, label: choice.title }))}
      />
      <Button size="small" type="primary" onClick={() => onChange(chosen.join(',') || null)}>
        {t('kit.filter.apply')}
      </Button>
    </div>
  )
}

function Typed({ filter, value, onChange }: Pick<Props, 'filter' | 'value' | 'onChange'>) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value ?? '')
  const number = filter.type === 'number' ? typedNumber(typed) : null
  const wrong = filter.type === 'number' && typed !== '' && number === null
  const done = () => {
    if (!wrong) onChange(filter.type === 'number' && number !== null ? String(number) : typed || null)
  }
  return (
    <div className="filter-form">
      <Input
        autoFocus size="small" value={typed} status={wrong ? 'error' : undefined}
        type={filter.type === 'day' ? 'date' : 'text'} onPressEnter={done} aria-label={filter.title}
        inputMode={filter.type === 'number' ? 'numeric' : undefined}
        suffix={filter.type === 'number' ? filter.unit : undefined}
        placeholder={filter.type === 'text' ? filter.hint : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      {wrong ? <p className="field-problem">{t('kit.filter.notNumber')}</p> : null}
      <Button size="small" type="primary" onClick={done}>{t('kit.filter.apply')}</Button>
    </div>
  )
}
