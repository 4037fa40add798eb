import { Input, Segmented } from 'antd'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrencies } from '../../../client/currency'
import { useDefinitionNames } from '../../../client/definition'
import { useFormat } from '../../../kit/use-format'
import { Asking, ConditionField } from '../../programme/condition/field'
import { useForm } from '../../programme/editor/context'
import {
  Group, MoneyField, NumberField, Problems, Row, SelectField, TextField,
} from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'
import { PerPeriod } from '../period'
import { getAt } from '../../programme/editor/pointer'
import { Hidden } from './hidden'
import { shownMoment, typedMoment } from './moment'

const whats = ['goods', 'code', 'service', 'coupon', 'pack', 'donation'] as const
const donated = [['piece', false], ['receiver', false], ['story', true]] as const

/** A gift: what it is, what it costs, how many there are, who may have it and from when. */
export function GiftForm() {
  const { t } = useTranslation()
  return (
    <>
      <NameFields />
      <Group title={t('reward.gift.gives')}><Gives /></Group>
      <Group title={t('reward.gift.price')}><Price /></Group>
      <Group title={t('reward.gift.who')}>
        <Asking event="tick"><ConditionField at="/if" none={t('reward.gift.everybody')} /></Asking>
      </Group>
      <Group title={t('reward.gift.hidden')} note={t('reward.gift.hiddenNote')}><Hidden /></Group>
      <Group title={t('reward.group.limits')}><Limits /></Group>
      <Group title={t('reward.group.open')}>
        <Row label={t('reward.gift.opens')} at="/opens_at">
          <MomentField at="/opens_at" label={t('reward.gift.opens')} />
        </Row>
        <Row label={t('reward.gift.closes')} at="/closes_at">
          <MomentField at="/closes_at" label={t('reward.gift.closes')} />
        </Row>
      </Group>
    </>
  )
}

function Gives() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { document, put, locked } = useForm()
  const what = getAt(document, '/gives/what') as (typeof whats)[number] | undefined
  const coupons = useDefinitionNames('coupon').data ?? []
  const packs = useDefinitionNames('pack').data ?? []
  const first: Record<string, object> = {
    coupon: { coupon: coupons[0]?.key ?? '', count: 1 }, pack: { pack: packs[0]?.key ?? '' },
    code: { from: 'imported' }, donation: { piece: { zh: '', en: '' } },
  }
  return (
    <>
      <Row label={t('reward.gift.what')} at="/gives/what">
        <Segmented
          value={what} disabled={locked} className="gift-what"
          onChange={(next) => put('/gives', { what: next, ...first[next] })}
          options={whats.map((value) => ({ value, label: t(`reward.gift.what_${value}`) }))}
        />
        <Problems at="/gives" />
      </Row>
      {what === 'goods' ? (
        <Row label={t('reward.sku')} at="/gives/sku">
          <TextField at="/gives/sku" label={t('reward.sku')} mono />
        </Row>
      ) : null}
      {what === 'code' ? (
        <Row label={t('reward.gift.from')} at="/gives/from">
          <SelectField
            at="/gives/from" label={t('reward.gift.from')} fallback="desk"
            options={['imported', 'desk'].map((value) => ({ value, label: t(`reward.gift.from_${value}`) }))}
          />
        </Row>
      ) : null}
      {what === 'code' && getAt(document, '/gives/from') === 'imported' ? (
        <Row label={t('reward.gift.lowAt')} at="/gives/low_at">
          <NumberField at="/gives/low_at" label={t('reward.gift.lowAt')} unit={t('reward.gift.codes')} optional />
          <span className="note">{t('reward.gift.lowAtNote')}</span>
        </Row>
      ) : null}
      {what === 'donation' ? donated.map(([name, long]) => (
        <Fragment key={name}>
          {(['zh', 'en'] as const).map((language) => (
            <Row key={language} label={t(`reward.donation.${name}_${language}`)} at={`/gives/${name}/${language}`}>
              <TextField
                at={`/gives/${name}/${language}`} label={t(`reward.donation.${name}_${language}`)} long={long}
                hint={name === 'piece' && i18n.language.startsWith(language) ? t('reward.donation.pieceHint') : undefined}
              />
            </Row>
          ))}
        </Fragment>
      )) : null}
      {what === 'pack' ? (
        <Row label={t('words.pack')} at="/gives/pack">
          <SelectField
            at="/gives/pack" label={t('words.pack')}
            options={packs.map((row) => ({ value: row.key, label: format.say(row.name) }))}
          />
        </Row>
      ) : null}
      {what === 'coupon' ? (
        <>
          <Row label={t('words.coupon')} at="/gives/coupon">
            <SelectField
              at="/gives/coupon" label={t('words.coupon')}
              options={coupons.map((row) => ({ value: row.key, label: format.say(row.name) }))}
            />
          </Row>
          <Row label={t('reward.gift.count')} at="/gives/count">
            <NumberField at="/gives/count" label={t('reward.gift.count')} unit={t('reward.pieces')} least={1} />
          </Row>
        </>
      ) : null}
    </>
  )
}

function Price() {
  const { t } = useTranslation()
  const { document, put } = useForm()
  const currencies = useCurrencies()
  const points = document.points as { currency?: string } | null | undefined
  const unit = currencies.find((one) => one.key === points?.currency)?.unit
  return (
    <>
      <Row label={t('words.currency')} at="/points/currency">
        <SelectField
          at="/points/currency" label={t('words.currency')} fallback={points?.currency ?? 'none'}
          options={[
            { value: 'none', label: t('reward.gift.noPoints') },
            ...currencies.filter((one) => one.spendable).map((one) => ({
              value: one.key, label: one.title,
            })),
          ]}
          onPick={(currency) => put('/points', currency === 'none' ? undefined
            : { amount: 100, ...points, currency })}
        />
      </Row>
      {points ? (
        <Row label={t('reward.gift.points')} at="/points/amount">
          <NumberField at="/points/amount" label={t('reward.gift.points')} unit={unit} least={1} />
        </Row>
      ) : null}
      <Row label={t('reward.gift.money')} at="/money_cents">
        <MoneyField at="/money_cents" label={t('reward.gift.money')} />
        <span className="note">{t('reward.gift.moneyNote')}</span>
      </Row>
    </>
  )
}

function Limits() {
  const { t } = useTranslation()
  const { document } = useForm()
  const stock = t(getAt(document, '/gives/what') === 'donation' ? 'reward.donation.goal' : 'reward.stock')
  return (
    <>
      <Row label={stock} at="/stock">
        <NumberField at="/stock" label={stock} unit={t('reward.items')} optional least={1} />
      </Row>
      <Row label={t('reward.perMember')} at="/per_member">
        <NumberField at="/per_member" label={t('reward.perMember')} unit={t('reward.items')} optional least={1} />
      </Row>
      <PerPeriod unit={t('reward.items')} />
      <Row label={t('reward.funder')} at="/funder">
        <TextField at="/funder" label={t('reward.funder')} hint={t('reward.funderHint')} />
      </Row>
    </>
  )
}

function MomentField({ at, label }: { at: string; label: string }) {
  const format = useFormat()
  const { document, put, locked } = useForm()
  const { zone } = format.manner
  return (
    <Input
      type="datetime-local" value={shownMoment(getAt(document, at), format)} aria-label={label}
      disabled={locked} suffix={zone} onChange={(event) => put(at, typedMoment(event.target.value, zone))}
    />
  )
}
