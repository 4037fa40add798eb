import { useTranslation } from 'react-i18next'
import { say } from '../i18n'
import { useDefinitions } from './definition'

export type BrandName = { key: string; title: string }

/** Whose is what no other brand claims; it needs no definition. */
export const mainBrand = 'main'

/** The brands of the group, the main one first; none while there is only that one. */
export function useBrands(): BrandName[] {
  const { t, i18n } = useTranslation()
  const { data } = useDefinitions('brand')
  const live = (data ?? []).filter((row) => row.status === 'live')
    .map((row) => ({ key: row.key, title: say(row.name, i18n.language) }))
  const others = live.filter((one) => one.key !== mainBrand)
  if (!others.length) return []
  const main = live.find((one) => one.key === mainBrand)
  return [main ?? { key: mainBrand, title: t('words.mainBrand') }, ...others]
}
