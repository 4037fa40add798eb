import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../kit/icon'
import { useForm } from '../../programme/editor/context'
import {
  MoneyField, MoneyInput, NumberField, Problems, Row, TextField,
} from '../../programme/editor/field'
import { lights } from '../../programme/editor/pointer'
import { freshDiscount, hows, nextStep, tenths, type Discount, type How, type Step } from './kind'

const AT = '/terms/discount'

/** What is taken off: the kind first, then what that kind needs. */
export function DiscountFields() {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const discount = (document.terms as { discount?: Discount } | undefined)?.discount
  const how = discount?.how
  return (
    <>
      <Row label={t('reward.how')} at={`${AT}/how`}>
        <Select
          value={how} disabled={locked} aria-label={t('reward.how')} popupMatchSelectWidth={false}
          className="medium" onChange={(next: How) => put(AT, freshDiscount(next, discount))}
          options={hows.map((value) => ({ value, label: t(`reward.kind.${value}`) }))}
        />
        <span className="note">{how ? t(`reward.kindNote.${how}`) : ''}</span>
        <Problems at={AT} />
      </Row>
      {how === 'amount_off' ? <AmountOff /> : null}
      {how === 'percent_off' ? <PercentRow percent={discount?.percent} /> : null}
      {how === 'steps' ? <Steps steps={(discount?.steps ?? []) as Step[]} /> : null}
      {how === 'nth_item' ? <NthItem percent={discount?.percent} /> : null}
      {how === 'bundle' ? <Bundle /> : null}
      {how === 'exchange' || how === 'present' ? <Product how={how} /> : null}
      {how === 'amount_off' || how === 'percent_off' || how === 'free_shipping' ? (
        <Row label={t('reward.max')} at={`${AT}/max_cents`}>
          <MoneyField at={`${AT}/max_cents`} label={t('reward.max')} />
        </Row>
      ) : null}
      {how === 'nth_item' || how === 'bundle' ? (
        <Row label={t('reward.times')} at={`${AT}/times`}>
          <NumberField at={`${AT}/times`} label={t('reward.times')} optional least={1}
            unit={t('reward.timesUnit')} />
        </Row>
      ) : null}
    </>
  )
}

function AmountOff() {
  const { t } = useTranslation()
  return (
    <>
      <Row label={t('reward.off')} at={`${AT}/off_cents`}>
        <MoneyField at={`${AT}/off_cents`} label={t('reward.off')} />
      </Row>
      <Row label={t('reward.per')} at={`${AT}/per_cents`}>
        <MoneyField at={`${AT}/per_cents`} label={t('reward.per')} />
        <span className="note">{t('reward.perNote')}</span>
      </Row>
    </>
  )
}

function PercentRow({ percent }: { percent: unknown }) {
  const { t } = useTranslation()
  return (
    <Row label={t('reward.percent')} at={`${AT}/percent`}>
      <div className="inline">
        <NumberField at={`${AT}/percent`} label={t('reward.percent')} unit="%" least={1} />
        {typeof percent === 'number' ? (
          <span className="note">{t('reward.tenths', { tenths: tenths(percent) })}</span>
        ) : null}
      </div>
    </Row>
  )
}

function NthItem({ percent }: { percent: unknown }) {
  const { t } = useTranslation()
  return (
    <>
      <Row label={t('reward.nth')} at={`${AT}/nth`}>
        <NumberField at={`${AT}/nth`} label={t('reward.nth')} unit={t('reward.items')} least={2} />
      </Row>
      <PercentRow percent={percent} />
    </>
  )
}

function Bundle() {
  const { t } = useTranslation()
  return (
    <>
      <Row label={t('reward.bundleCount')} at={`${AT}/count`}>
        <NumberField at={`${AT}/count`} label={t('reward.bundleCount')} unit={t('reward.items')}
          least={2} />
      </Row>
      <Row label={t('reward.bundlePrice')} at={`${AT}/price_cents`}>
        <MoneyField at={`${AT}/price_cents`} label={t('reward.bundlePrice')} />
      </Row>
    </>
  )
}

function Product({ how }: { how: 'exchange' | 'present' }) {
  const { t } = useTranslation()
  return (
    <>
      <Row label={t('reward.sku')} at={`${AT}/sku`}>
        <TextField at={`${AT}/sku`} label={t('reward.sku')} mono />
      </Row>
      {how === 'exchange' ? (
        <Row label={t('reward.exchangePrice')} at={`${AT}/price_cents`}>
          <MoneyField at={`${AT}/price_cents`} label={t('reward.exchangePrice')} />
        </Row>
      ) : (
        <Row label={t('reward.quantity')} at={`${AT}/quantity`}>
          <NumberField at={`${AT}/quantity`} label={t('reward.quantity')} unit={t('reward.items')}
            least={1} />
        </Row>
      )}
    </>
  )
}

const MOST = 10

function Steps({ steps }: { steps: Step[] }) {
  const { t } = useTranslation()
  const { put, locked, light, lit } = useForm()
  const at = `${AT}/steps`
  const change = (index: number, part: Partial<Step>) =>
    put(at, steps.map((one, place) => (place === index ? { ...one, ...part } : one)))
  return (
    <Row label={t('reward.steps')} at={at}>
      {steps.map((step, index) => (
        <div
          className={`inline ${lights(`${at}/${index}`, lit) ? 'lit' : ''}`} key={index}
          data-place={`${at}/${index}`} onMouseEnter={() => light(`${at}/${index}`)}
        >
          <span>{t('reward.stepFrom')}</span>
          <MoneyInput
            value={step.from_cents} label={t('reward.stepFromLabel', { number: index + 1 })}
            disabled={locked} onChange={(minor) => { if (minor) change(index, { from_cents: minor }) }}
          />
          <span>{t('reward.stepOff')}</span>
          <MoneyInput
            value={step.off_cents} label={t('reward.stepOffLabel', { number: index + 1 })}
            disabled={locked} onChange={(minor) => { if (minor) change(index, { off_cents: minor }) }}
          />
          {locked || steps.length === 1 ? null : (
            <Button
              type="text" size="small" icon={<Icon.close />}
              aria-label={t('reward.stepRemove', { number: index + 1 })}
              onClick={() => put(at, steps.filter((_, place) => place !== index))}
            />
          )}
          <Problems at={`${at}/${index}`} />
        </div>
      ))}
      {locked || steps.length >= MOST ? null : (
        <Button size="small" icon={<Icon.add />} className="add"
          onClick={() => put(at, [...steps, nextStep(steps)])}>
          {t('reward.stepAdd')}
        </Button>
      )}
    </Row>
  )
}
