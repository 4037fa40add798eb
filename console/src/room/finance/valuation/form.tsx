import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCurrencies } from '../../../client/currency'
import { useForm } from '../../programme/editor/context'
import { Group, MoneyField, NumberField, Row, SelectField, ShareField } from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'
import { getAt } from '../../programme/editor/pointer'

/** A points valuation: what points are worth, and how much of them will be used. */
export function ValuationForm() {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const currencies = useCurrencies().filter((one) => one.spendable)
  const unit = currencies.find((one) => one.key === document.currency)?.unit
  const method = (getAt(document, '/redemption/method') as string | undefined) ?? 'auto'
  return (
    <>
      <NameFields />
      <Group title={t('finance.valuation.worth')} note={t('finance.valuation.worthNote')}>
        <Row label={t('words.currency')} at="/currency">
          <SelectField
            at="/currency" label={t('words.currency')}
            options={currencies.map((one) => ({ value: one.key, label: one.title }))}
          />
        </Row>
        <Row label={t('finance.valuation.points')} at="/worth/points">
          <NumberField at="/worth/points" label={t('finance.valuation.points')} unit={unit} least={1} />
        </Row>
        <Row label={t('finance.valuation.cents')} at="/worth/cents">
          <MoneyField at="/worth/cents" label={t('finance.valuation.cents')} />
        </Row>
      </Group>
      <Group title={t('finance.valuation.used')} note={t(`finance.valuation.usedNote_${method}`)}>
        <Row label={t('finance.valuation.method')} at="/redemption/method">
          <Segmented
            value={method} disabled={locked}
            onChange={(next) => put('/redemption', next === 'manual'
              ? { method: next, expected_bp: 9000 } : { method: next, fallback_bp: 9000 })}
            options={['auto', 'manual'].map((value) => ({
              value, label: t(`finance.valuation.method_${value}`),
            }))}
          />
        </Row>
        <Share at={method === 'manual' ? '/redemption/expected_bp' : '/redemption/fallback_bp'}
          label={t(`finance.valuation.share_${method}`)} />
      </Group>
    </>
  )
}

/** A share is typed in per cent and kept in basis points. */
function Share({ at, label }: { at: string; label: string }) {
  return (
    <Row label={label} at={at}>
      <ShareField at={at} label={label} fallback={9000} />
    </Row>
  )
}
