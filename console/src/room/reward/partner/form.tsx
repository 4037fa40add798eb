import { Button, Segmented, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCurrencies } from '../../../client/currency'
import { useDefinitionNames } from '../../../client/definition'
import { Icon } from '../../../kit/icon'
import { useFormat } from '../../../kit/use-format'
import { useForm } from '../../programme/editor/context'
import { Group, MoneyField, NumberField, Problems, Row, SelectField, ShareField } from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'
import { getAt } from '../../programme/editor/pointer'

/** A partner: points out and in at a rate, who pays for joint coupons, what shared benefits cost. */
export function PartnerForm() {
  const { t } = useTranslation()
  return (
    <>
      <NameFields />
      <Way way="out" />
      <Way way="in" />
      <Group title={t('reward.partner.coupons')} note={t('reward.partner.couponsNote')}>
        <Shared kind="coupon" at="/coupons" fresh={{ share_bp: 5000 }} />
      </Group>
      <Group title={t('reward.partner.benefits')} note={t('reward.partner.benefitsNote')}>
        <Shared kind="benefit" at="/benefits" fresh={{ price_cents: 1000 }} />
      </Group>
    </>
  )
}

function Way({ way }: { way: 'out' | 'in' }) {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const currencies = useCurrencies().filter((one) => one.spendable)
  const at = `/${way}`
  const its = getAt(document, at) as { currency?: string } | null | undefined
  const unit = currencies.find((one) => one.key === its?.currency)?.unit
  const say = (key: string) => t(`reward.partner.${key}`)
  const row = (name: string, label: string, of: string | undefined, optional = false) => (
    <Row label={label} at={`${at}/${name}`}>
      <NumberField at={`${at}/${name}`} label={`${say(way)}: ${label}`} unit={of} least={1} optional={optional} />
    </Row>
  )
  return (
    <Group title={say(way)} note={its ? say(`${way}Note`) : undefined}>
      <Row label={say('offered')} at={at}>
        <Switch
          checked={!!its} disabled={locked} aria-label={`${say(way)}: ${say('offered')}`}
          onChange={(on) => put(at, on
            ? { currency: currencies[0]?.key ?? 'points', points: 100, theirs: 100, cents: 100 } : undefined)}
        />
      </Row>
      {its ? (
        <>
          <Row label={t('words.currency')} at={`${at}/currency`}>
            <SelectField
              at={`${at}/currency`} label={`${say(way)}: ${t('words.currency')}`}
              options={currencies.map((one) => ({ value: one.key, label: one.title }))}
            />
          </Row>
          {row('points', say('ours'), unit)}
          {row('theirs', say('theirs'), say('theirUnit'))}
          <Row label={say(`${way}Cents`)} at={`${at}/cents`}>
            <MoneyField at={`${at}/cents`} label={say(`${way}Cents`)} />
          </Row>
          {row('member_day', say('memberDay'), unit, true)}
          {row('month', say('month'), unit, true)}
        </>
      ) : null}
    </Group>
  )
}

type One = { coupon?: string; benefit?: string; payer?: string }

/** The coupons, or the benefits, that both have to do with. */
function Shared({ kind, at, fresh }: { kind: 'coupon' | 'benefit'; at: string; fresh: object }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { document, put, locked } = useForm()
  const { data: names } = useDefinitionNames(kind)
  const rows = (getAt(document, at) as One[] | undefined) ?? []
  const options = (names ?? []).map((one) => ({ value: one.key, label: format.say(one.name) || one.key }))
  const unused = options.find((one) => !rows.some((row) => row[kind] === one.value))
  return (
    <>
      {rows.map((row, index) => {
        const name = format.say(names?.find((one) => one.key === row[kind])?.name) || row[kind] || ''
        return (
          <div key={index} className="partner-shared">
            <SelectField at={`${at}/${index}/${kind}`} label={t(`reward.partner.${kind}`)} options={options} />
            {kind === 'coupon' ? (
              <ShareField at={`${at}/${index}/share_bp`} label={t('reward.partner.share', { name })} />
            ) : (
              <>
                <MoneyField at={`${at}/${index}/price_cents`} label={t('reward.partner.price', { name })} />
                <Segmented
                  value={row.payer ?? 'brand'} disabled={locked} aria-label={t('reward.partner.payer', { name })}
                  onChange={(next) => put(`${at}/${index}/payer`, next)}
                  options={['brand', 'partner'].map((value) => ({ value, label: t(`reward.partner.payer_${value}`) }))}
                />
              </>
            )}
            {locked ? null : (
              <Button
                type="text" icon={<Icon.remove />} aria-label={t('reward.partner.drop', { name })}
                onClick={() => put(at, rows.filter((_, other) => other !== index))}
              />
            )}
            <Problems at={`${at}/${index}/${kind}`} />
          </div>
        )
      })}
      {locked ? null : (
        <Button
          size="small" icon={<Icon.add />} disabled={!unused}
          onClick={() => put(at, [...rows, { [kind]: unused!.value, ...fresh }])}
        >
          {t(`reward.partner.add_${kind}`)}
        </Button>
      )}
      {!rows.length && locked ? <span className="note">{t('reward.partner.nothing')}</span> : null}
    </>
  )
}
