import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencyUnit } from '../../../../client/currency'
import { useFamily, type Family } from '../../../../client/transfer'
import { Chip } from '../../../../kit/chip'
import { Code } from '../../../../kit/show'
import { useOpen } from '../../../../kit/url'
import { useFormat } from '../../../../kit/use-format'
import { useMay } from '../../../../shell/may'

/** A member, by the masked name or else the number. */
export function Who({ id, name }: { id: string; name: string | null }) {
  return (
    <Link to={`/member/members/${id}?tab=transfers`}>
      {name ?? <Code value={id} copy={false} />}
    </Link>
  )
}

/** The family that a member belongs to: who, what is in the pool, and what happened lately. */
export function FamilyCard({ member }: { member: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useFamily(member)
  if (!data) return null
  if (!data.family) return data.invites.length || data.free_on ? (
    <section className="family-card">
      <h3>{t('member.family.title')}</h3>
      {data.invites.map((one) => (
        <p key={one.family}>
          {t('member.family.invitedBy', { until: format.time(one.until, true) })}
          {' '}<Who id={one.head} name={one.name} />
        </p>
      ))}
      {data.free_on
        ? <p className="note">{t('member.family.freeOn', { day: format.day(data.free_on) })}</p> : null}
    </section>
  ) : null
  return <Shown member={member} family={data.family} />
}

function Shown({ member, family }: { member: string; family: Family }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()(family.currency)
  const may = useMay()
  const { open } = useOpen()
  const acts = may('transfers:write')
  const first = family.lots.find((lot) => lot.expires_on)
  return (
    <section className="family-card">
      <div className="transfer-bar">
        <h3>{family.title}</h3>
        {family.joined ? null : <Chip tone="warning">{t('member.family.waiting')}</Chip>}
        {acts && family.joined ? (
          <Button size="small" danger={family.head} onClick={() => open('leave')}>
            {t(family.head ? 'member.family.dissolve' : 'member.family.leave')}
          </Button>
        ) : null}
      </div>
      <p>
        {t('member.family.pool', { amount: format.count(family.usable), unit })}
        {first ? (
          <span className="quiet"> {t('member.family.firstEnds', {
            amount: format.count(first.amount), unit, day: format.day(first.expires_on!),
          })}</span>
        ) : null}
      </p>
      {family.percent ? <p className="note">{t('member.family.share', { percent: family.percent })}</p> : null}
      <table className="family-members">
        <thead>
          <tr>
            <th scope="col">{t('words.member')}</th>
            <th scope="col">{t('member.family.since')}</th>
            <th scope="col" className="right">{t('member.family.put')}</th>
            <th scope="col" className="right">{t('member.family.took')}</th>
            <th scope="col" className="right">{t('member.family.left')}</th>
            <th scope="col" aria-label={t('member.family.remove')} />
          </tr>
        </thead>
        <tbody>
          {family.members.map((one) => (
            <tr key={one.member}>
              <td>
                <Who id={one.member} name={one.name} />
                {one.head ? <> <Chip tone="primary">{t('member.family.head')}</Chip></> : null}
              </td>
              <td>{format.day(one.since)}</td>
              <td className="right figure">{format.count(one.put)}</td>
              <td className="right figure">{format.count(one.took)}</td>
              <td className="right figure">
                {one.left === null ? t('reward.noLimit') : format.count(one.left)}
              </td>
              <td className="right">
                {acts && family.head && !one.head ? (
                  <Button size="small" type="text" danger onClick={() => open('remove', one.member)}>
                    {t('member.family.remove')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
          {family.invites.map((one) => (
            <tr key={`invited ${one.member}`}>
              <td><Who id={one.member} name={one.name} /></td>
              <td colSpan={5} className="quiet">
                {t('member.family.openInvite', { until: format.time(one.until, true) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {family.story.length && member ? (
        <details>
          <summary>{t('member.family.story')}</summary>
          <ul className="family-story">
            {family.story.map((one, index) => (
              <li key={index}>
                <span className="quiet">{format.time(one.at)}</span>{' '}
                <Who id={one.member} name={one.name} />{' '}
                {t(`member.family.change.${one.change}`, {
                  amount: format.count(one.amount ?? 0), unit,
                })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
