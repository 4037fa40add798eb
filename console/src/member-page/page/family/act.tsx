import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import { api, once, take } from '../../../client/http'
import type { Schemas } from '../../../client/types'
import { identityOf } from '../../identity'
import { ActForm, Field } from '../../kit/act-form'
import { useFormat, useMe } from '../../me'
import { useWords } from '../../words'

type Shown = Schemas['FamilyShown']

/** Points go into the pool, with the days they have. */
export function Put({ family, unit, done }: { family: Shown; unit: string; done: () => void }) {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const usable = Math.max(me.balances.find((one) => one.currency === family.currency)?.usable ?? 0, 0)
  const amount = Number(typed) || 0
  return (
    <ActForm
      act={t('family.put', { amount: amount ? format.amount(amount, unit) : '' })}
      blocked={amount < 1 || amount > usable} done={() => { setTyped(''); done() }}
      run={async (key) => {
        await take(api.POST('/v1/me/family/points', { body: { amount }, headers: once(key) }))
      }}
    >
      <Field
        id="put" label={t('family.amount')} value={typed} set={setTyped} numeric
        note={t('family.mine', { amount: format.amount(usable, unit) })}
      />
    </ActForm>
  )
}

/** How much of what I earn goes in by itself. */
export function Share({ family, done }: { family: Shown; done: () => void }) {
  const { t } = useWords()
  const [percent, setPercent] = useState(family.percent)
  const choices = (
    <>
      <p id="share" className="weak">{t('family.share')}</p>
      <div className="choice" role="group" aria-labelledby="share">
        {[0, 10, 20, 50, 100].map((one) => (
          <button key={one} type="button" aria-pressed={one === percent} onClick={() => setPercent(one)}>
            {one} %
          </button>
        ))}
      </div>
    </>
  )
  if (percent === family.percent) return <div className="act-form">{choices}</div>
  return (
    <ActForm
      act={t(percent ? 'family.keep' : 'family.stop', { percent })} done={done}
      run={async (key) => {
        await take(api.POST('/v1/me/family/share', { body: { percent }, headers: once(key) }))
      }}
    >{choices}</ActForm>
  )
}

/** The head invites somebody whose phone or card is known. */
export function Manage({ done }: { done: () => void }) {
  const { t } = useWords()
  const [to, setTo] = useState('')
  return (
    <section className="card">
      <ActForm
        act={t('family.invite')} blocked={!to.trim()} done={() => { setTo(''); done() }}
        run={async (key) => {
          await take(api.POST('/v1/me/family/invites', {
            body: { member: identityOf(to) }, headers: once(key),
          }))
        }}
      >
        <Field id="invite" label={t('transfer.to')} value={to} set={setTo} />
      </ActForm>
    </section>
  )
}

/** Leaving says what is lost before it is done. */
export function Leave({ family, done }: { family: Shown; done: () => void }) {
  const { t } = useWords()
  const [sure, setSure] = useState(false)
  const which = family.head ? 'dissolve' : 'leave'
  if (!sure) return <Button block onClick={() => setSure(true)}>{t(`family.${which}`)}</Button>
  return (
    <section className="card">
      <p>{t(`family.${which}Note`)}</p>
      <ActForm
        act={t(`family.${which}`)} danger done={done}
        run={async (key) => { await take(api.POST('/v1/me/family/leave', { headers: once(key) })) }}
      />
      <Button block onClick={() => setSure(false)}>{t('family.stay')}</Button>
    </section>
  )
}
