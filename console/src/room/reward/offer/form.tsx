import { useTranslation } from 'react-i18next'
import { DayField, Group, MoneyField, NumberField, Row, TextField } from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'
import { SharedBudget } from '../budget/shared'
import { PerPeriod } from '../period'
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
        <Row label={t('reward.usesInAll')} at="/budget_uses">
          <NumberField at="/budget_uses" label={t('reward.usesInAll')} unit={t('reward.timesUnit')} optional
            least={1} />
        </Row>
        <SharedBudget />
        <Row label={t('reward.perMember')} at="/per_member">
          <NumberField at="/per_member" label={t('reward.perMember')} unit={t('reward.timesUnit')} optional
            least={1} />
        </Row>
        <PerPeriod unit={t('reward.timesUnit')} />
        <Row label={t('reward.funder')} at="/funder">
          <TextField at="/funder" label={t('reward.funder')} hint={t('reward.funderHint')} />
        </Row>
      </Group>
    </>
  )
}
