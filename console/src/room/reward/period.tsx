import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useForm } from '../programme/editor/context'
import { NumberField, Row } from '../programme/editor/field'

/** So many per member and day, week or month; or no such limit. */
export function PerPeriod({ unit }: { unit: string }) {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const period = document.per_period as { every: string; count: number } | null | undefined
  return (
    <Row label={t('reward.gift.perPeriod')} at="/per_period">
      <div className="inline">
        <Select
          value={period?.every ?? 'none'} disabled={locked} aria-label={t('reward.gift.perPeriod')}
          onChange={(every: string) => put('/per_period', every === 'none' ? undefined
            : { every, count: period?.count ?? 1 })}
          options={['none', 'day', 'week', 'month'].map((value) => ({
            value, label: t(value === 'none' ? 'reward.noLimit' : `programme.rule.every_${value}`),
          }))}
        />
        {period ? (
          <NumberField at="/per_period/count" label={t('reward.gift.count')} unit={unit} least={1} />
        ) : null}
      </div>
    </Row>
  )
}
