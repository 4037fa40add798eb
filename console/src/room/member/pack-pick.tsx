import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDefinitionNames, useDefinitionPage, useDefinitions } from '../../client/definition'
import { usePackFigures } from '../../client/figure'
import { useFormat } from '../../kit/use-format'

type Item = { coupon: string; count?: number }

/** Which live pack is given out and what is in it: the first one until another is picked. */
export function usePackPick(first: string | null = null) {
  const live = (useDefinitions('pack').data ?? []).filter((row) => row.status === 'live' && !row.over)
  const [picked, pick] = useState(first)
  const pack = live.find((row) => !picked || row.key === picked)
  const items = (pack?.document?.items ?? []) as Item[]
  const size = items.reduce((sum, item) => sum + (item.count ?? 1), 0)
  return { live, pack, items, size, pick }
}

/** The pack by name, and every coupon that is in it. */
export function PackPick({ chosen }: { chosen: ReturnType<typeof usePackPick> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { live, pack, items, size, pick } = chosen
  const left = usePackFigures().data?.find((one) => one.pack === pack?.key)?.left
  return (
    <>
      <label className="field">
        <span>{t('words.pack')}</span>
        <Select
          value={pack?.key} onChange={pick} aria-label={t('words.pack')}
          options={live.map((row) => ({ value: row.key, label: format.say(row.name) }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </label>
      {pack ? (
        <section className="pack-holds" aria-label={t('member.pack.holds', { count: size })}>
          <h3>{t('member.pack.holds', { count: size })}</h3>
          <ul>{items.map((item) => <Line key={item.coupon} item={item} />)}</ul>
          <p className="note">{t('member.pack.whole')}</p>
          {typeof left === 'number' ? <p className="note">{t('member.pack.left', { count: left })}</p> : null}
        </section>
      ) : null}
    </>
  )
}

function Line({ item }: { item: Item }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useDefinitionNames('coupon').data?.find((row) => row.key === item.coupon)?.name
  const { data } = useDefinitionPage({ kind: 'coupon', q: item.coupon, limit: 20 })
  const said = data?.items.find((row) => row.key === item.coupon)?.sentence
  return (
    <li>
      <b>{format.say(name) || item.coupon}</b>
      <span className="figure">{t('member.bulk.coupons', { count: item.count ?? 1 })}</span>
      {said ? <span className="note">{format.say(said)}</span> : null}
    </li>
  )
}
