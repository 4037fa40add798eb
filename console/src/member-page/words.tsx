import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { setLanguage } from '../client/http'
import { usePreference } from '../kit/preference'

type Tree = { [key: string]: string | Tree }
type Language = 'zh-CN' | 'en'
export type Say = (key: string, values?: Record<string, string | number>) => string

const load: Record<Language, () => Promise<{ default: Tree }>> = {
  'zh-CN': () => import('./words/zh-CN.json'),
  en: () => import('./words/en.json'),
}

/** A sentence with its values. i18next would weigh more than the page. */
function sayer(tree: Tree): Say {
  return (key, values = {}) => {
    let found: string | Tree | undefined = tree
    for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined
    if (typeof found !== 'string') return key
    return found.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? ''))
  }
}

type Value = { t: Say; language: Language }
const Context = createContext<Value | null>(null)

/** The words of the chosen language; the other ones are fetched when they are wanted. */
export function Words({ children }: { children: ReactNode }) {
  const { language } = usePreference()
  const [value, setValue] = useState<Value | null>(null)
  useEffect(() => {
    let wanted = true
    void load[language]().then(({ default: tree }) => {
      if (!wanted) return
      setLanguage(language)
      document.documentElement.lang = language
      setValue({ t: sayer(tree), language })
    })
    return () => { wanted = false }
  }, [language])
  return value && <Context.Provider value={value}>{children}</Context.Provider>
}

export function useWords(): Value {
  const value = useContext(Context)
  if (!value) throw new Error('useWords outside Words')
  return value
}
