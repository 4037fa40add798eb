import { useTranslation } from 'react-i18next'
import { Group, MoneyField, NumberField, Row, TextField } from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'

/** A budget: money, uses or both, for whatever names it. */
export function BudgetForm() {
  const { t } = useTranslation()
  return (
    <>
      <NameFields />
      <Group title={t('reward.group.limits')}>
        <Row label={t('reward.campaign.money')} at="/cents">
          <MoneyField at="/cents" label={t('reward.campaign.money')} />
          <span className="note">{t('reward.campaign.moneyNote')}</span>
        </Row>
        <Row label={t('reward.campaign.uses')} at="/uses">
          <NumberField at="/uses" label={t('reward.campaign.uses')} unit={t('reward.timesUnit')} optional least={1} />
          <span className="note">{t('reward.campaign.usesNote')}</span>
        </Row>
        <Row label={t('reward.funder')} at="/funder">
          <TextField at="/funder" label={t('reward.funder')} hint={t('reward.funderHint')} />
        </Row>
      </Group>
    </>
  )
}
