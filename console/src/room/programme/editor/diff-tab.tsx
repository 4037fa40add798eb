import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { stringify } from 'yaml'
import type { Document } from '../../../client/definition.types'
import { DocumentDiff, TextDiff } from '../../../kit/diff-view'
import { Empty } from '../../../kit/empty'

/** What publishing would change in this document. */
export default function DiffTab({ live, now }: { live: Document | undefined; now: Document }) {
  const { t } = useTranslation()
  const [form, setForm] = useState<'places' | 'lines'>('places')
  if (!live) return <Empty drawing={false} why={t('programme.diffNew')} />
  return (
    <div>
      <Segmented
        size="small" value={form} onChange={(value) => setForm(value as 'places' | 'lines')}
        className="diff-form"
        options={[
          { value: 'places', label: t('programme.diffPlaces') },
          { value: 'lines', label: t('programme.diffLines') },
        ]}
      />
      {form === 'places' ? <DocumentDiff before={live} after={now} />
        : <TextDiff before={stringify(live)} after={stringify(now)} />}
    </div>
  )
}
