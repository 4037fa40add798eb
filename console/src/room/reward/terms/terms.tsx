import { useTranslation } from 'react-i18next'
import { Asking, ConditionField } from '../../programme/condition/field'
import { Group, MoneyField, NumberField, Row, SwitchField, TagsField, TextField } from '../../programme/editor/field'
import { DiscountFields } from './discount'

/** What a coupon and an offer share: what is taken off, on what, for whom, beside what. */
export function TermsFields() {
  const { t } = useTranslation()
  return (
    <Asking event="order.paid">
      <Group title={t('reward.group.discount')}>
        <DiscountFields />
        <Row label={t('reward.from')} at="/terms/from_cents">
          <MoneyField at="/terms/from_cents" label={t('reward.from')} />
          <span className="note">{t('reward.fromNote')}</span>
        </Row>
      </Group>
      <Group title={t('reward.group.lines')}>
        <ConditionField
          at="/terms/lines" inLines none={t('reward.linesAll')} add={t('reward.linesOnly')}
        />
      </Group>
      <Group title={t('reward.group.if')}>
        <ConditionField at="/terms/if" none={t('reward.ifAlways')} />
        <Row label={t('reward.stores')} at="/terms/stores">
          <TagsField at="/terms/stores" label={t('reward.stores')} hint={t('reward.storesAll')} />
        </Row>
      </Group>
      <Group title={t('reward.group.stacking')}>
        <Row label={t('reward.alone')} at="/terms/stacking/alone">
          <SwitchField at="/terms/stacking/alone" label={t('reward.alone')} />
          <span className="note">{t('reward.aloneNote')}</span>
        </Row>
        <Row label={t('reward.stackGroup')} at="/terms/stacking/group">
          <TextField at="/terms/stacking/group" label={t('reward.stackGroup')} mono
            hint={t('reward.stackGroupHint')} />
          <span className="note">{t('reward.stackGroupNote')}</span>
        </Row>
        <Row label={t('reward.priority')} at="/terms/priority">
          <NumberField at="/terms/priority" label={t('reward.priority')} optional />
          <span className="note">{t('reward.priorityNote')}</span>
        </Row>
      </Group>
    </Asking>
  )
}
