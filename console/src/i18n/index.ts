import i18next from 'i18next'
import type { Locale } from 'antd/es/locale'
import { initReactI18next } from 'react-i18next'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const load = {
  'zh-CN': () => import('./zh-CN'),
  en: () => import('./en'),
}
const loadRooms = {
  'zh-CN': () => import('./zh-CN/rooms'),
  en: () => import('./en/rooms'),
}
/** Whether a room was opened: then every language needs its words. */
let entered = false
let begun: () => void
/** The router asks for its first page before anything is said. */
const begins = new Promise<void>((resolve) => { begun = resolve })

const loaded = new Map<Language, Locale>()

/** Fetches a catalogue once; afterwards the switch is immediate. */
export async function prepare(language: Language): Promise<Locale> {
  const kept = loaded.get(language)
  if (kept) return kept
  const { messages, antd } = await load[language]()
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      ns: ['all'],
      defaultNS: 'all',
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  }
  i18next.addResourceBundle(language, 'all', messages, true, true)
  loaded.set(language, antd)
  return antd
}

/** What rooms say beyond the first page, in the language of the screen; asked before a room opens. */
export async function enterRooms(): Promise<void> {
  entered = true
  await begins
  await addRooms(i18next.language as Language)
}

async function addRooms(language: Language): Promise<void> {
  const { messages } = await loadRooms[language]()
  i18next.addResourceBundle(language, 'all', messages, true, true)
}

/** Switches language everywhere at once: texts, antd's own words and `<html lang>`. */
export async function speak(language: Language): Promise<Locale> {
  const antd = await prepare(language)
  if (entered) await addRooms(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  begun()
  return antd
}

/** The operator's own text in the language of the screen, or in the other one where it is missing. */
export function say(text: { zh?: string; en?: string } | string | null | undefined, language: string) {
  if (!text) return ''
  if (typeof text === 'string') return text
  const first = language === 'en' ? text.en : text.zh
  return first || text.zh || text.en || ''
}
