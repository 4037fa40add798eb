import {
  createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode,
} from 'react'
import { flushSync } from 'react-dom'
import type { Language } from '../i18n'
import type { Shade } from './theme/colour'

export type ThemeChoice = 'light' | 'dark' | 'system'

export type Preference = {
  language: Language
  theme: ThemeChoice
  collapsed: boolean
  /** Single-letter keys (j, k, x, …); some people's tools need them off. */
  letters: boolean
}

const PLACE = 'shuke.preference'

export function first(): Preference {
  const language: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
  const fallback: Preference = { language, theme: 'system', collapsed: false, letters: true }
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(PLACE) ?? '{}') as object) }
  } catch {
    return fallback
  }
}

type Value = Preference & { shade: Shade; still: boolean; change: (part: Partial<Preference>) => void }

const Context = createContext<Value | null>(null)

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches)
  useEffect(() => {
    const media = window.matchMedia(query)
    // At once: paper is laid out as soon as the listeners are done.
    const listen = () => flushSync(() => setMatches(media.matches))
    media.addEventListener('change', listen)
    return () => media.removeEventListener('change', listen)
  }, [query])
  return matches
}

/** What one person chose on this device: language, theme, sider, keys. */
export function PreferenceProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState(first)
  const dark = useMedia('(prefers-color-scheme: dark)')
  const still = useMedia('(prefers-reduced-motion: reduce)')
  // Paper is light, whatever the screen is.
  const paper = useMedia('print')
  const shade: Shade = paper ? 'light' : chosen.theme === 'system' ? (dark ? 'dark' : 'light') : chosen.theme
  const change = useCallback((part: Partial<Preference>) => {
    setChosen((before) => {
      const after = { ...before, ...part }
      localStorage.setItem(PLACE, JSON.stringify(after))
      return after
    })
  }, [])
  const value = useMemo(
    () => ({ ...chosen, shade, still, change }), [chosen, shade, still, change])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

export function usePreference(): Value {
  const value = useContext(Context)
  if (!value) throw new Error('usePreference outside PreferenceProvider')
  return value
}
