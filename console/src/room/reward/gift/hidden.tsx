import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/use-format'
import { Asking, ConditionField } from '../../programme/condition/field'
import { useForm } from '../../programme/editor/context'
import { Row, SelectField } from '../../programme/editor/field'

/** The event that opens a hidden gift: nobody sees the gift before. */
export function Hidden() {
  const { t } = useTranslation()
  const format = useFormat()
  const { document, put, catalogue } = useForm()
  const opener = document.opened_by as { when: string } | null | undefined
  const events = (catalogue?.events ?? []).map((one) => ({
    value: one.name, label: format.say(one.title) || one.name,
  }))
  return (
    <>
      <Row label={t('reward.gift.openedBy')} at="/opened_by/when">
        <SelectField
          at="/opened_by/when" label={t('reward.gift.openedBy')} fallback={opener?.when ?? 'none'}
          options={[{ value: 'none', label: t('reward.gift.notHidden') }, ...events]}
          onPick={(when) => put('/opened_by', when === 'none' ? undefined : {
            when, ...(when === 'order.paid'
              ? { if: { attribute: 'order.total_cents', op: 'is', value: 52100 } } : {}),
          })}
        />
      </Row>
      {opener ? (
        <Row label={t('reward.gift.openedIf')} at="/opened_by/if">
          <Asking event={opener.when}>
            <ConditionField at="/opened_by/if" none={t('reward.gift.openedAlways')} />
          </Asking>
        </Row>
      ) : null}
    </>
  )
}
