import { InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDefinitionNames, useDefinitionPage } from '../../client/definition'
import { useFormat } from '../../kit/use-format'

const MOST = 20

/** Which live template is given out, and how many of it: the first one until another is picked. */
export function useCouponPick(first: string | null = null) {
  const live = (useDefinitionNames('coupon').data ?? []).filter((row) => row.status === 'live' && !row.over)
  const [picked, pick] = useState(first)
  const [count, setCount] = useState(1)
  return { live, coupon: live.find((row) => !picked || row.key === picked), pick, count, setCount }
}

/** The template by name with what it says, and the number beside it. */
export function CouponPick({ chosen, howMany }: {
  chosen: ReturnType<typeof useCouponPick>; howMany: string
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { live, coupon, pick, count, setCount } = chosen
  const { data } = useDefinitionPage({ kind: 'coupon', q: coupon?.key ?? '', limit: 20 })
  const said = data?.items.find((row) => row.key === coupon?.key)?.sentence
  return (
    <>
      <label className="field">
        <span>{t('words.coupon')}</span>
        <Select
          value={coupon?.key} onChange={pick} aria-label={t('words.coupon')}
          options={live.map((row) => ({ value: row.key, label: format.say(row.name) }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </label>
      {said ? <p className="note">{format.say(said)}</p> : null}
      <label className="field">
        <span>{howMany}</span>
        <InputNumber
          value={count} min={1} max={MOST} precision={0}
          onChange={(next) => { if (next) setCount(next) }}
        />
      </label>
    </>
  )
}
