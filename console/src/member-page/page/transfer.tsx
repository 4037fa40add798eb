import { useState } from 'react'
import { api, once, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { feeOf, most } from '../../kit/transfer'
import { identityOf } from '../identity'
import { ActForm, Field } from '../kit/act-form'
import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { useLoad } from '../load'
import { useFormat, useMe, useMeAgain } from '../me'
import { useWords } from '../words'

type Offered = Schemas['Offered']
type Line = Schemas['TransferShown']

function useUnit(currency: string): string {
  return useMe().balances.find((one) => one.currency === currency)?.unit ?? ''
}

/** Choose whom and how much, see what it costs and until when it can be undone, then send. */
function Send({ terms, done }: { terms: Offered; done: () => void }) {
  const format = useFormat()
  const { t } = useWords()
  const unit = useUnit(terms.currency)
  const [to, setTo] = useState('')
  const [typed, setTyped] = useState('')
  const amount = Number(typed) || 0
  const say = (n: number) => format.amount(n, unit)
  const top = most(terms)
  const fee = amount ? feeOf(terms, amount) : 0
  if (top < terms.least) return (
    <section className="card">
      <h2>{terms.title}</h2>
      <p className="weak">{t('transfer.cannot', { least: say(terms.least) })}</p>
    </section>
  )
  return (
    <section className="card">
      <h2>{terms.title}</h2>
      <ActForm
        act={amount ? t('transfer.act', { amount: say(amount) }) : t('transfer.send')}
        blocked={amount < terms.least || amount > top || !to.trim()}
        run={async (key) => {
          await take(api.POST('/v1/me/transfers', {
            body: { to: identityOf(to), currency: terms.currency, amount }, headers: once(key),
          }))
        }}
        done={() => { setTo(''); setTyped(''); done() }}
      >
        <Field id={`to-${terms.currency}`} label={t('transfer.to')} value={to} set={setTo} />
        <Field
          id={`amount-${terms.currency}`} label={t('transfer.amount')} value={typed} set={setTyped} numeric
          note={t('transfer.may', { least: say(terms.least), most: say(top) })}
        />
        <p className="weak">
          {fee ? `${t('transfer.fee', { fee: say(fee) })} ` : ''}
          {terms.cooling_hours ? t('transfer.cooling', { hours: terms.cooling_hours }) : t('transfer.atOnce')}
        </p>
      </ActForm>
    </section>
  )
}

function One({ line, done }: { line: Line; done: () => void }) {
  const format = useFormat()
  const { t } = useWords()
  const unit = useUnit(line.currency)
  const signed = line.side === 'out' ? -line.amount : line.amount
  return (
    <li>
      <div>
        <span>{t(`transfer.${line.side}`, { name: line.name ?? t('home.member') })}</span>
        <b className={`figure ${signed > 0 ? 'gain' : ''}`}>{format.delta(signed)} {unit}</b>
      </div>
      <div className="weak">
        <span>{line.until ? t(`transfer.until.${line.side}`, { time: format.time(line.until) })
          : t(`transfer.change.${line.change}`)}</span>
        <time dateTime={line.begun}>{format.time(line.begun)}</time>
      </div>
      {line.change === 'declined' && line.reason && <p className="weak">{t(`transfer.reason.${line.reason}`)}</p>}
      {line.can_take_back && (
        <ActForm
          act={t('transfer.takeBack')} danger done={done}
          run={async (key) => {
            await take(api.POST('/v1/me/transfers/{transfer}/take-back', {
              params: { path: { transfer: line.transfer_id } }, body: {}, headers: once(key),
            }))
          }}
        />
      )}
    </li>
  )
}

/** Points for a friend: what may be sent, and what was. */
export default function Transfer() {
  const { t } = useWords()
  const meAgain = useMeAgain()
  const { data, error, again } = useLoad('transfers', () => take(api.GET('/v1/me/transfers')))
  const done = () => { again(); meAgain() }
  return (
    <Page title={t('transfer.title')}>
      {!data && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={5} />)}
      {data && !data.offered.length && <p className="empty">{t('transfer.none')}</p>}
      {data?.offered.map((one) => <Send key={one.currency} terms={one} done={done} />)}
      {data && <h2>{t('transfer.mine')}</h2>}
      {data && !data.transfers.length && <p className="empty">{t('transfer.empty')}</p>}
      <ul className="lines">{data?.transfers.map((one) => (
        <One key={`${one.side} ${one.number}`} line={one} done={done} />
      ))}</ul>
    </Page>
  )
}
