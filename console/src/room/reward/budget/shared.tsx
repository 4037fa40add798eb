import { useTranslation } from 'react-i18next'
import { useDefinitionNames } from '../../../client/definition'
import { useFormat } from '../../../kit/use-format'
import { Row, SelectField } from '../../programme/editor/field'

/** Which shared budget a discount takes from; nothing to choose where there is none. */
export function SharedBudget() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useDefinitionNames('budget').data ?? []
  const options = names.map((one) => ({ value: one.key, label: format.say(one.name) || one.key }))
  return (
    <Row label={t('reward.campaign.shared')} at="/budget">
      <SelectField at="/budget" label={t('reward.campaign.shared')} options={options} optional />
      <span className="note">{t('reward.campaign.sharedNote')}</span>
    </Row>
  )
}
