import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

/** Tabs that keys can walk: arrows choose, the panel follows. */
export function Tabs<T extends string>({ tabs, chosen, choose, label, children }: {
  tabs: { key: T; title: string }[]
  chosen: T
  choose: (key: T) => void
  label: string
  children: ReactNode
}) {
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (!step) return
    const at = tabs.findIndex((one) => one.key === chosen)
    const next = (at + step + tabs.length) % tabs.length
    choose(tabs[next]!.key)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={row} onKeyDown={walk}>
        {tabs.map(({ key, title }) => (
          <button
            key={key} type="button" role="tab" id={`${id}-${key}`} aria-selected={key === chosen}
            aria-controls={`${id}-panel`} tabIndex={key === chosen ? 0 : -1}
            onClick={() => choose(key)}
          >{title}</button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>{children}</div>
    </>
  )
}
