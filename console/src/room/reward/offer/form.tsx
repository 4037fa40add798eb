import { useTranslation } from 'react-i18next'
import { DayField, Group, MoneyField, Row, TextField } from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'
import { TermsFields } from '../terms/terms'

/** An offer: what it takes off by itself, on which days, and what it may cost. */
export function OfferForm() {
  const { t } = useTranslation()
  return (
    <>
      <NameFields />
      <TermsFields />
      <Group title={t('reward.group.open')}>
        <Row label={t('reward.valid.first')} at="/first">
          <DayField at="/first" label={t('reward.valid.first')} />
        </Row>
        <Row label={t('reward.valid.last')} at="/last">
          <DayField at="/last" label={t('reward.valid.last')} />
        </Row>
      </Group>
      <Group title={t('reward.group.limits')}>
        <Row label={t('reward.budget')} at="/budget_cents">
          <MoneyField at="/budget_cents" label={t('reward.budget')} />
          <span className="note">{t('reward.offerBudgetNote')}</span>
        </Row>
        <Row label={t('reward.funder')} at="/funder">
          <TextField at="/funder" label={t('reward.funder')} hint={t('reward.funderHint')} />
        </Row>
      </Group>
    </>
  )
}
