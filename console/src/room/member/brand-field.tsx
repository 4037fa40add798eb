import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { mainBrand, useBrands } from '../../client/brand'

/** Whose the points are that are given by hand; nothing while there is one brand. */
export function BrandField({ value, onChange }: {
  value: string | undefined; onChange: (brand: string | undefined) => void
}) {
  const { t } = useTranslation()
  const brands = useBrands()
  if (!brands.length) return null
  return (
    <label className="field">
      <span>{t('words.brand')}</span>
      <Select
        value={value ?? mainBrand} aria-label={t('words.brand')}
        onChange={(key: string) => onChange(key === mainBrand ? undefined : key)}
        options={brands.map((one) => ({ value: one.key, label: one.title }))}
      />
    </label>
  )
}
