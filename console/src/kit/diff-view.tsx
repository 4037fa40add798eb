import { useTranslation } from 'react-i18next'
import { differences, lineDiff, type Difference } from './diff'
import { Empty } from './empty'

function said(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Changed places, before and after side by side. */
export function DiffView({ changes }: { changes: Difference[] }) {
  const { t } = useTranslation()
  return (
    <table className="diff">
      <thead>
        <tr>
          <th scope="col">{t('kit.diff.place')}</th>
          <th scope="col">{t('kit.diff.before')}</th>
          <th scope="col">{t('kit.diff.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => {
          const before = said(change.before)
          const after = said(change.after)
          return (
            <tr key={change.path}>
              <th scope="row"><code>{change.path || '/'}</code></th>
              <td>{before === null ? <span className="quiet">{t('kit.diff.none')}</span>
                : <del>{before}</del>}</td>
              <td>{after === null ? <span className="quiet">{t('kit.diff.none')}</span>
                : <ins>{after}</ins>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Two documents compared leaf by leaf. */
export function DocumentDiff({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation()
  const changes = differences(before ?? {}, after ?? {})
  if (changes.length === 0) return <Empty why={t('kit.diff.same')} drawing={false} />
  return <DiffView changes={changes} />
}

/** Two texts compared line by line. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation()
  if (before === after) return <Empty why={t('kit.diff.same')} drawing={false} />
  return (
    <pre className="line-diff">
      {lineDiff(before, after).map((line, index) => (
        <span key={index} className={`line-${line.kind}`}>
          {line.kind === 'added' ? '+ ' : line.kind === 'removed' ? '- ' : '  '}{line.text}{'\n'}
        </span>
      ))}
    </pre>
  )
}
