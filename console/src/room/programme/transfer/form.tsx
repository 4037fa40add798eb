import { useTranslation } from 'react-i18next'
import { useCurrencies } from '../../../client/currency'
import { Asking, ConditionField } from '../condition/field'
import { useForm } from '../editor/context'
import { Group, NumberField, Row, SelectField } from '../editor/field'
import { NameFields } from '../editor/name'
import { getAt } from '../editor/pointer'

/** The unit of the currency that the document is about. */
export function useUnit(): string {
  const { document } = useForm()
  const currency = getAt(document, '/currency')
  return useCurrencies().find((one) => one.key === currency)?.unit ?? ''
}

export function CurrencyRow() {
  const { t } = useTranslation()
  const currencies = useCurrencies().filter((one) => one.spendable)
  return (
    <Row label={t('words.currency')} at="/currency">
      <SelectField
        at="/currency" label={t('words.currency')}
        options={currencies.map((one) => ({ value: one.key, label: one.title }))}
      />
    </Row>
  )
}

/** The most within a day and within a year; empty is no limit. */
export function WithinRows({ at, day, year }: { at: string; day: string; year: string }) {
  const unit = useUnit()
  return (
    <>
      <Row label={day} at={`${at}/day`}>
        <NumberField at={`${at}/day`} label={day} unit={unit} least={1} optional />
      </Row>
      <Row label={year} at={`${at}/year`}>
        <NumberField at={`${at}/year`} label={year} unit={unit} least={1} optional />
      </Row>
    </>
  )
}

/** How members send each other points: who, how much, at what cost, and until when it can be undone. */
export function TransferForm() {
  const { t } = useTranslation()
  const unit = useUnit()
  const say = (key: string) => t(`programme.transfer.${key}`)
  return (
    <>
      <NameFields />
      <Group title={say('what')}><CurrencyRow /></Group>
      <Group title={say('who')}>
        <Asking event="points.send"><ConditionField at="/if" none={say('everybody')} /></Asking>
      </Group>
      <Group title={t('reward.group.limits')} note={say('limitsNote')}>
        <Row label={say('least')} at="/least">
          <NumberField at="/least" label={say('least')} unit={unit} least={1} optional />
        </Row>
        <Row label={say('most')} at="/most">
          <NumberField at="/most" label={say('most')} unit={unit} least={1} optional />
        </Row>
        <WithinRows at="/sends" day={say('sendsDay')} year={say('sendsYear')} />
        <WithinRows at="/receives" day={say('receivesDay')} year={say('receivesYear')} />
      </Group>
      <Group title={say('fee')} note={say('feeNote')}>
        <Row label={say('feePoints')} at="/fee_points">
          <NumberField at="/fee_points" label={say('feePoints')} unit={unit} optional />
        </Row>
        <Row label={say('feeBp')} at="/fee_bp">
          <NumberField at="/fee_bp" label={say('feeBp')} unit="‱" optional />
        </Row>
      </Group>
      <Group title={say('cooling')} note={say('coolingNote')}>
        <Row label={say('hours')} at="/cooling_hours">
          <NumberField at="/cooling_hours" label={say('hours')} unit={say('hoursUnit')} optional />
        </Row>
      </Group>
    </>
  )
}
