import { useState } from 'react'
import { api, once, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { ActForm } from '../kit/act-form'
import { Progress } from '../kit/progress'
import { useFormat, useMe } from '../me'
import { useWords } from '../words'

type Gift = Schemas['MyGift']
type Project = Schemas['MyProject']

const MOST = 100

/** A project: its story, how far all members have come, and giving pieces to it. */
export function Donation({ gift, project, done }: { gift: Gift; project: Project; done: () => void }) {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const held = me.balances.find((one) => one.currency === gift.currency)
  const unit = held?.unit ?? ''
  const { goal, given, mine } = project
  return (
    <li className="card coupon">
      <b>{gift.title}</b>
      {project.receiver && <p className="weak">{project.receiver}</p>}
      {project.story && <p>{project.story}</p>}
      {goal ? (
        <Progress
          label={gift.title} have={given} need={goal}
          said={`${format.count(given)} / ${format.count(goal)}`}
          left={given < goal ? t('mall.give.missing', { n: format.count(goal - given) }) : t('mall.give.reached')}
        />
      ) : <p className="weak">{t('mall.give.all', { n: format.count(given) })}</p>}
      {mine > 0 && <p className="gain">{t('mall.give.mine', { n: format.count(mine) })}</p>}
      <p>{t('mall.give.each', { piece: project.piece, price: format.amount(gift.points, unit) })}</p>
      {gift.state === 'open' ? <Give gift={gift} usable={held?.usable ?? 0} unit={unit} done={done} /> : (
        <p className="weak">{t(`mall.state.${gift.state === 'sold_out' ? 'reached' : gift.state}`, {
          time: gift.opens_at ? format.time(gift.opens_at) : '',
          missing: format.amount(Math.max(gift.points - (held?.usable ?? 0), 0), unit),
        })}</p>
      )}
    </li>
  )
}

/** How many pieces, what they cost and what is left then; one more tap gives. */
function Give({ gift, usable, unit, done }: {
  gift: Gift; usable: number; unit: string; done: () => void
}) {
  const format = useFormat()
  const { t } = useWords()
  const [count, setCount] = useState(1)
  const most = Math.max(Math.min(MOST, Math.floor(usable / gift.points), gift.left ?? MOST), 1)
  const price = gift.points * count
  return (
    <ActForm
      act={t('mall.give.act', { price: format.amount(price, unit) })} blocked={price > usable}
      run={async (key) => {
        await take(api.POST('/v1/me/gifts/{gift}/redeem', {
          params: { path: { gift: gift.gift }, query: { count } }, headers: once(key),
        }))
      }}
      done={done}
    >
      <div className="give">
        <span>{t('mall.give.pieces')}</span>
        <span className="stepper" role="group" aria-label={t('mall.give.pieces')}>
          <button type="button" aria-label={t('mall.give.fewer')} disabled={count <= 1}
            onClick={() => setCount(count - 1)}>−</button>
          <output className="figure">{format.count(count)}</output>
          <button type="button" aria-label={t('mall.give.moreOf')} disabled={count >= most}
            onClick={() => setCount(count + 1)}>+</button>
        </span>
      </div>
      <p className="weak">{t('mall.after', { balance: format.amount(usable - price, unit) })}</p>
    </ActForm>
  )
}

/** What became of the projects that the member gave to, each with the own share. */
export function Results({ results }: { results: Schemas['MyResult'][] }) {
  const format = useFormat()
  const me = useMe()
  const { t } = useWords()
  if (!results.length) return null
  return (
    <>
      <h2>{t('mall.give.results')}</h2>
      {results.map((one) => (
        <section className="card" key={one.report_id}>
          <b>{one.title}</b>
          <p>{one.says}</p>
          <p className="gain">{t('mall.give.share', {
            n: format.count(one.pieces), piece: one.piece,
            points: format.amount(one.points, me.balances.find((held) => held.currency === one.currency)?.unit ?? ''),
          })}</p>
          <p className="weak result-foot">
            <time dateTime={one.at}>{format.time(one.at)}</time>
            {one.done != null && <span>{t('mall.give.done', { n: format.count(one.done) })}</span>}
            {one.link && <a href={one.link} target="_blank" rel="noreferrer">{t('mall.give.more')}</a>}
          </p>
        </section>
      ))}
    </>
  )
}
