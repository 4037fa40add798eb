import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '../../kit/empty'
import type { Column } from '../../kit/table/column'
import { DataTable } from '../../kit/table/data-table'
import { useUrl } from '../../kit/url'

type Named = { brand: string; title: string }

/** Debts are of no brand; with one brand alone there is nothing to tell apart. */
const several = (brands: Named[] | undefined) => (brands ?? []).filter((one) => one.brand).length > 1

/** The brand of the page, kept in the address; undefined is all of them. */
export function useBrand() {
  const { get, put } = useUrl()
  return { brand: get('brand') ?? undefined, pick: (brand: string | null) => put({ brand }) }
}

export function BrandPick({ brands }: { brands: Named[] | undefined }) {
  const { t } = useTranslation()
  const { brand, pick } = useBrand()
  if (!several(brands) && brand === undefined) return null
  const known = (brands ?? []).filter((one) => one.brand)
  // What was followed from elsewhere stays chosen, though nothing of it is here.
  const shown = !brand || known.some((one) => one.brand === brand) ? known : [...known, { brand, title: brand }]
  return (
    <Select
      aria-label={t('words.brand')} value={brand ?? ''} popupMatchSelectWidth={false}
      onChange={(key: string) => pick(key || null)}
      options={[
        { value: '', label: t('finance.brand.all') },
        ...shown.map((one) => ({ value: one.brand, label: one.title })),
      ]}
    />
  )
}

/** What each brand has of the whole; a brand's name shows it alone. */
export function ByBrand<Row extends Named>({ rows, columns, name }: {
  rows: Row[] | undefined; columns: Column<Row>[]; name: string
}) {
  const { t } = useTranslation()
  const { pick } = useBrand()
  if (!rows || !several(rows)) return null
  return (
    <section className="finance-brands">
      <h2>{t('finance.brand.title')}</h2>
      <DataTable
        name={name} label={t('finance.brand.title')} rows={rows} rowKey={(row) => row.brand || 'debts'} keys={false}
        columns={[
          {
            key: 'brand', title: t('words.brand'), width: 160,
            render: (row) => (row.brand ? (
              <Link to={`?brand=${row.brand}`} onClick={(event) => { event.preventDefault(); pick(row.brand) }}>
                {row.title}
              </Link>
            ) : row.title),
          },
          ...columns,
        ]}
        empty={<Empty why={t('finance.none')} />}
      />
    </section>
  )
}
