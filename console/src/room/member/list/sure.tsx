import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typedNumber } from '../../../kit/format'

/** From here on the number of members is typed as well: a slip would touch very many. */
const TYPE_FROM = 100

/** What is missing before so many members may be touched, and the field in which it is typed. */
export function useSure(people: number) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  if (people <= TYPE_FROM) return { missing: null, field: null }
  return {
    missing: typedNumber(typed) === people ? null : t('member.bulk.typeMissing', { count: people }),
    field: (
      <label className="field">
        <span>{t('member.bulk.typeCount', { count: people })}</span>
        <Input value={typed} inputMode="numeric" onChange={(event) => setTyped(event.target.value)} />
      </label>
    ),
  }
}
