import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

export type Tab<T extends string> = { key: T; title: string; hint?: string }

/**
 * Tabs that keys can walk: arrows choose, the panel follows. What does not fit is in the strip all
 * the same, which scrolls on a phone: a menu of what is hidden would be no tab to a screen reader.
 */
export function Tabs<T extends string>({ tabs, chosen, choose, label, children }: {
  tabs: Tab<T>[]
  chosen: T
  choose: (key: T) => void
  label: string
  children: ReactNode
}) {
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const strip = row.current
    const tab = strip?.querySelector<HTMLElement>('[aria-selected=true]')
    // Only the strip may move, never the page.
    if (strip && tab && strip.scrollWidth > strip.clientWidth)
      strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2
  }, [chosen])
  const walk = (event: KeyboardEvent) => {
    const at = tabs.findIndex((one) => one.key === chosen)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const place = (next + tabs.length) % tabs.length
    choose(tabs[place]!.key)
    row.current?.querySelectorAll('button')[place]?.focus()
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={row} onKeyDown={walk}>
        {tabs.map(({ key, title, hint }) => (
          <button
            key={key} type="button" role="tab" id={`${id}-${key}`} aria-selected={key === chosen}
            aria-controls={`${id}-panel`} tabIndex={key === chosen ? 0 : -1} title={hint}
            onClick={() => choose(key)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>{children}</div>
    </>
  )
}
