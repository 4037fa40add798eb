import { useEffect, useRef } from 'react'

/** Keys and what they do: `/`, `j`, `Enter`, `mod+k`, `mod+Enter`, `Escape`, `[`, `alt+1`. */
export type Keys = Record<string, (event: KeyboardEvent) => void>

let letters = true

/** Single letters can be switched off in the preferences. */
export function allowLetters(on: boolean) { letters = on }

function inField(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  if (!element?.closest) return false
  return !!element.closest('input, textarea, select, [contenteditable="true"], .cm-editor') ||
    element.getAttribute('role') === 'combobox'
}

export function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  // With Alt the letter depends on the layout: the physical digit is what is meant.
  if (event.altKey && /^Digit\d$/.test(event.code)) return `${mod}alt+${event.code.slice(5)}`
  const alt = event.altKey ? 'alt+' : ''
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : ''
  return `${mod}${alt}${shift}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
}

export function handleKey(event: KeyboardEvent, keys: Keys): boolean {
  if (event.isComposing || event.defaultPrevented) return false
  const name = nameOf(event)
  const act = keys[name]
  if (!act) return false
  const single = name.length === 1
  if (single && (inField(event.target) || (!letters && /[a-z]/.test(name)))) return false
  if (name === 'Enter' && inField(event.target)) return false
  act(event)
  event.preventDefault()
  return true
}

/** Listens while the component is mounted and `on`. */
export function useKeys(keys: Keys, on = true) {
  const current = useRef(keys)
  useEffect(() => { current.current = keys })
  useEffect(() => {
    if (!on) return
    const listen = (event: KeyboardEvent) => { handleKey(event, current.current) }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [on])
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
/** The name of the command key, as printed on this machine's keyboard. */
export const modName = isMac ? '⌘' : 'Ctrl'
