import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { differences } from '../../../kit/diff'
import { useFormat } from '../../../kit/use-format'
import type { Editor } from './use-editor'

const words = (value: unknown) =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value)
    : String(value)

/** Two editors: before, theirs and mine in three columns; then one of the two is kept. */
export function Conflict({ editor }: { editor: Editor }) {
  const { t } = useTranslation()
  const format = useFormat()
  const fresh = editor.definition.data
  const theirs = fresh?.draft?.document ?? fresh?.live?.document
  // What both began from: the draft as this editor last knew it.
  const before = editor.origin
  const mine = editor.document
  const places = [...new Set([
    ...differences(before ?? {}, theirs ?? {}), ...differences(before ?? {}, mine ?? {}),
  ].map((one) => one.path))]
  const read = (document: unknown, path: string) => words(path.split('/').slice(1)
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document))
  return (
    <section className="card conflict" role="alert">
      <div className="card-head">
        <h2>{t('programme.conflict.title', {
          name: fresh?.draft?.by ?? t('programme.conflict.somebody'),
          time: fresh?.draft ? format.clock(fresh.draft.saved_at) : '',
        })}</h2>
        <div className="chart-tools">
          <Button onClick={() => void editor.reload()}>{t('programme.conflict.theirs')}</Button>
          <Button type="primary" onClick={() => void editor.store(true)}>
            {t('programme.conflict.mine')}
          </Button>
        </div>
      </div>
      <table className="diff">
        <thead>
          <tr>
            <th scope="col">{t('kit.diff.place')}</th>
            <th scope="col">{t('programme.conflict.before')}</th>
            <th scope="col">{t('programme.conflict.theirColumn')}</th>
            <th scope="col">{t('programme.conflict.myColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((path) => (
            <tr key={path}>
              <th scope="row"><code>{path}</code></th>
              {[before, theirs, mine].map((document, index) => (
                <td key={index}>
                  {read(document, path) || <span className="quiet">{t('kit.diff.none')}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
