import { useTranslation } from 'react-i18next'
import type { Member } from '../../../client/types'
import { Empty } from '../../../kit/empty'
import { valueWords } from '../../../kit/explain/words'
import { useFormat } from '../../../kit/use-format'
import { Code } from '../../../kit/show'
import { useRevealed } from './reveal'

/** Declared fields; identifying ones masked until they are revealed. */
export function Profile({ member }: { member: Member }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { field } = useRevealed()
  return (
    <div className="profile">
      {member.profile.length === 0 ? <Empty drawing={false} why={t('member.noProfile')} /> : null}
      <dl>
        {member.profile.map((one) => (
          <div key={one.field}>
            <dt>{format.say(one.title)}</dt>
            <dd>
              {valueWords(field(one.field) ?? one.value, format)}
              {one.masked && field(one.field) === undefined
                ? <span className="quiet">{` ${t('member.masked')}`}</span> : null}
            </dd>
          </div>
        ))}
        <div><dt>{t('member.number')}</dt><dd><Code value={member.id} most={26} /></dd></div>
        <div><dt>{t('member.channel')}</dt><dd>{member.channel ?? ''}</dd></div>
      </dl>
    </div>
  )
}
