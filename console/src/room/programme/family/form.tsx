import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Asking, ConditionField } from '../condition/field'
import { useForm } from '../editor/context'
import { Group, NumberField, Row } from '../editor/field'
import { NameFields } from '../editor/name'
import { getAt } from '../editor/pointer'
import { CurrencyRow, WithinRows } from '../transfer/form'

/** A pool that a family fills and spends: who may found one, how large, what who leaves gets. */
export function FamilyForm() {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const say = (key: string) => t(`programme.family.${key}`)
  return (
    <>
      <NameFields />
      <Group title={say('what')}><CurrencyRow /></Group>
      <Group title={say('who')}>
        <Asking event="family.found"><ConditionField at="/if" none={say('everybody')} /></Asking>
      </Group>
      <Group title={say('members')}>
        <Row label={say('size')} at="/size">
          <NumberField at="/size" label={say('size')} unit={say('people')} least={2} optional />
        </Row>
        <Row label={say('invite')} at="/invite_days">
          <NumberField at="/invite_days" label={say('invite')} unit={say('days')} least={1} optional />
        </Row>
        <Row label={say('rejoin')} at="/rejoin_days">
          <NumberField at="/rejoin_days" label={say('rejoin')} unit={say('days')} optional />
        </Row>
      </Group>
      <Group title={t('reward.group.limits')} note={say('limitsNote')}>
        <WithinRows at="/puts" day={say('putsDay')} year={say('putsYear')} />
        <WithinRows at="/spends" day={say('spendsDay')} year={say('spendsYear')} />
      </Group>
      <Group title={say('leaving')} note={say('leavingNote')}>
        <Row label={say('gets')} at="/leaving">
          <Segmented
            value={getAt(document, '/leaving') === 'nothing' ? 'nothing' : 'own'} disabled={locked}
            onChange={(next) => put('/leaving', next)}
            options={['own', 'nothing'].map((value) => ({ value, label: say(`leaving_${value}`) }))}
          />
        </Row>
      </Group>
    </>
  )
}
