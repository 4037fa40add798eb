import { Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Quoted } from '../../../client/quote'
import { Icon } from '../../../kit/icon'
import { useFormat } from '../../../kit/use-format'
import { MoneyInput } from '../../programme/editor/field'
import { withQuantity, type Line, type Sample } from './cart'

type Taken = Quoted['lines'][number]['discounts'][number]
/** What a discount is called. */
type Names = (taken: Taken) => string

/** The cart: each line with its price, what was taken off by what, and what is to be paid. */
export function CartEdit({ sample, quoted, stale, changed, onChange, onBack }: {
  sample: Sample; quoted: Quoted | undefined; stale: boolean; changed: boolean
  onChange: (sample: Sample) => void; onBack: () => void
}) {
  const { t } = useTranslation()
  const put = (index: number, line: Line | null) => onChange({
    ...sample,
    lines: line ? sample.lines.map((one, at) => (at === index ? line : one))
      : sample.lines.filter((_, at) => at !== index),
  })
  // The answer tells the lines that were sent: those with a product, in their order.
  const named = sample.lines.filter((line) => line.sku)
  const answers = quoted && quoted.lines.length === named.length ? quoted.lines : []
  const names: Names = (taken) => quoted?.considered
    .find((one) => one.source === taken.source && one.key === taken.key)?.name ?? taken.key
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label={t('reward.quote.cart')}>
      <table className="table quote-table">
        <thead>
          <tr>
            <th scope="col">{t('reward.quote.product')}</th>
            <th scope="col" className="right">{t('reward.quote.quantity')}</th>
            <th scope="col" className="right">{t('reward.quote.list')}</th>
            <th scope="col" className="right">{t('reward.quote.payable')}</th>
            <th scope="col"><span className="gone">{t('kit.table.acts')}</span></th>
          </tr>
        </thead>
        <tbody>
          {sample.lines.map((line, index) => (
            <CartRow
              key={index} line={line} number={index + 1} stale={stale} onPut={(next) => put(index, next)}
              only={sample.lines.length === 1} answer={answers[named.indexOf(line)]}
              names={names}
            />
          ))}
          <tr>
            <th scope="row">{t('reward.quote.shipping')}</th>
            <td />
            <td className="right">
              <MoneyInput
                value={sample.shipping} label={t('reward.quote.shipping')}
                onChange={(minor) => onChange({ ...sample, shipping: minor ?? 0 })}
              />
            </td>
            <Paid
              now={quoted?.shipping_cents} stale={stale} taken={quoted?.shipping_discounts ?? []} names={names}
            />
            <td />
          </tr>
        </tbody>
      </table>
      <div className="inline quote-acts">
        <Button
          size="small" icon={<Icon.add />}
          onClick={() => onChange({
            ...sample, lines: [...sample.lines, { sku: '', name: '', quantity: 1, list_cents: 1000 }],
          })}
        >
          {t('reward.quote.addLine')}
        </Button>
        {changed ? (
          <Button size="small" type="text" onClick={onBack}>{t('reward.quote.back')}</Button>
        ) : null}
      </div>
    </div>
  )
}

function CartRow({ line, number, answer, only, stale, names, onPut }: {
  line: Line; number: number; answer: Quoted['lines'][number] | undefined; only: boolean
  stale: boolean; names: Names; onPut: (line: Line | null) => void
}) {
  const { t } = useTranslation()
  const kind = [line.department, line.category].filter(Boolean).join(' · ')
  return (
    <tr>
      <th scope="row">
        {line.name ? <span className="quote-name">{line.name}</span> : (
          <Input
            size="small" value={line.sku} className="mono" placeholder={t('reward.sku')}
            aria-label={t('reward.quote.skuOf', { number })}
            onChange={(event) => onPut({ ...line, sku: event.target.value.trim() })}
          />
        )}
        {kind ? <small className="quiet quote-kind">{kind}</small> : null}
      </th>
      <td className="right">
        <InputNumber
          size="small" min={1} max={999} precision={0} value={line.quantity} className="quote-count"
          aria-label={t('reward.quote.quantityOf', { number })}
          onChange={(next) => { if (next) onPut(withQuantity(line, next)) }}
        />
      </td>
      <td className="right">
        <MoneyInput
          value={line.list_cents} label={t('reward.quote.listOf', { number })}
          onChange={(minor) => { if (minor !== undefined) onPut({ ...line, list_cents: minor }) }}
        />
      </td>
      <Paid now={answer?.payable_cents} taken={answer?.discounts ?? []} stale={stale} names={names} />
      <td className="right">
        {only ? null : (
          <Button
            type="text" size="small" icon={<Icon.close />} onClick={() => onPut(null)}
            aria-label={t('reward.quote.removeLine', { number })}
          />
        )}
      </td>
    </tr>
  )
}

/** What is to be paid, and below it who took off what. */
function Paid({ now, taken, stale, names }: {
  now: number | undefined; taken: Taken[]; stale: boolean; names: Names
}) {
  const format = useFormat()
  return (
    <td className={`right ${stale ? 'table-stale' : ''}`}>
      <b className="figure">{now === undefined ? '' : format.money(now)}</b>
      {taken.map((one, at) => (
        <small key={at} className="quote-taken">
          {names(one)} <span className="figure">{format.money(-one.cents)}</span>
        </small>
      ))}
    </td>
  )
}
