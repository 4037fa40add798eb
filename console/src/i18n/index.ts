import i18next from 'i18next'
import type { Locale } from 'antd/es/locale'
import { initReactI18next } from 'react-i18next'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const load = {
  'zh-CN': () => import('./zh-CN'),
  en: () => import('./en'),
}

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

/** Switches language everywhere at once: texts, antd's own words and `<html lang>`. */
export async function speak(language: Language): Promise<Locale> {
  const antd = await prepare(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  return antd
}

/** The operator's own text in the language of the screen, or in the other one where it is missing. */
export function say(text: { zh?: string; en?: string } | string | null | undefined, language: string) {
  if (!text) return ''
  if (typeof text === 'string') return text
  const first = language === 'en' ? text.en : text.zh
  return first || text.zh || text.en || ''
}
