import { Button, Dropdown, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterChip } from '../chip'
import { Icon } from '../icon'
import { useKeys } from '../keys'
import { useUrl } from '../url'
import { FilterValue } from './filter-value'
import { wordsOf, type Filter } from './filter'
import { useFormat } from '../use-format'

/** Filters as removable chips, the last one "+ filter"; all of it lives in the URL. */
export function FilterBar({ filters, search, children }: {
  filters: Filter[]
  /** Placeholder of the text search (`q`); absent means there is none. */
  search?: string
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { get, put } = useUrl()
  const [opened, setOpened] = useState<string | null>(null)
  const input = useRef<InputRef>(null)
  const adder = useRef<HTMLButtonElement>(null)
  useKeys({ '/': () => (search ? input.current?.focus() : adder.current?.click()) })
  const set = (key: string, value: string | null) => {
    put({ [key]: value, cursor: null })
    setOpened(null)
  }
  const active = filters.filter((filter) => get(filter.key) || opened === filter.key)
  const rest = filters.filter((filter) => !active.includes(filter))
  return (
    <div className="filter-bar">
      {search ? <TextSearch key={get('q') ? 'q' : ''} hint={search} input={input} /> : null}
      {active.map((filter) => (
        <FilterValue
          key={filter.key} filter={filter} value={get(filter.key)} open={opened === filter.key}
          onOpen={(open) => setOpened(open ? filter.key : null)}
          onChange={(value) => set(filter.key, value)}
        >
          <FilterChip
            label={filter.title} value={wordsOf(filter, get(filter.key), format)}
            onOpen={() => setOpened(filter.key)} onRemove={() => set(filter.key, null)}
          />
        </FilterValue>
      ))}
      {rest.length ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((filter) => ({ key: filter.key, label: filter.title })),
            onClick: ({ key }) => setOpened(key),
          }}
        >
          <Button ref={adder} size="small" type="dashed" icon={<Icon.add />}>
            {t('kit.filter.add')}
          </Button>
        </Dropdown>
      ) : null}
      {active.length > 1 ? (
        <Button
          size="small" type="text"
          onClick={() => put({
            ...Object.fromEntries(filters.map((filter) => [filter.key, null])), cursor: null,
          })}
        >
          {t('kit.filter.clear')}
        </Button>
      ) : null}
      {children}
    </div>
  )
}

function TextSearch({ hint, input }: { hint: string; input: React.RefObject<InputRef | null> }) {
  const { get, put } = useUrl()
  const [typed, setTyped] = useState(get('q') ?? '')
  const composing = useRef(false)
  useEffect(() => {
    if (composing.current || typed === (get('q') ?? '')) return
    const timer = setTimeout(() => put({ q: typed, cursor: null }), 300)
    return () => clearTimeout(timer)
  }, [typed, get, put])
  return (
    <Input
      ref={input} size="small" className="filter-search" prefix={<Icon.search />} value={typed}
      placeholder={hint} aria-label={hint} allowClear
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => { composing.current = true }}
      onCompositionEnd={(event) => {
        composing.current = false
        setTyped(event.currentTarget.value)
      }}
    />
  )
}
