import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Definition, Issue } from '../../../client/definition.types'
import { releaseName } from '../../../client/release'
import { DocumentDiff } from '../../../kit/diff-view'
import { Empty } from '../../../kit/empty'
import { useFormat } from '../../../kit/use-format'
import { showPlace } from './show-place'

/** Each problem with its place; a click shows the place in the form. */
export function ProblemsTab({ problems, onPick }: {
  problems: Issue[]; onPick: (place: string) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  if (problems.length === 0) return <Empty drawing={false} why={t('programme.problemsNone')} />
  const show = (place: string | null | undefined) => {
    if (!place) return
    showPlace(place)
    onPick(place)
  }
  return (
    <ul className="problems">
      {problems.map((one, index) => (
        <li key={index}>
          <button type="button" onClick={() => show(one.place)}>
            <span>{format.say(one.message)}</span>
            {one.place ? <code>{one.place}</code> : null}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Every published version with the release that brought it. */
export function VersionsTab({ definition }: { definition: Definition | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState<number | null>(null)
  const versions = definition?.versions ?? []
  if (versions.length === 0) return <Empty drawing={false} why={t('programme.versionsNone')} />
  return (
    <ul className="versions">
      {versions.map((one, index) => {
        const former = versions[index + 1]
        return (
          <li key={one.version}>
            <div className="version-head">
              <b>{`v${one.version}`}</b>
              <Link to="/programme/releases">{releaseName(one.release)}</Link>
              <span className="quiet">{format.time(one.published_at)}</span>
              <span className="quiet">{one.by}</span>
              {former ? (
                <Button
                  size="small" type="text" aria-expanded={open === one.version}
                  onClick={() => setOpen(open === one.version ? null : one.version)}
                >
                  {t('programme.against', { version: former.version })}
                </Button>
              ) : null}
            </div>
            {open === one.version && former
              ? <DocumentDiff before={former.document} after={one.document} /> : null}
          </li>
        )
      })}
    </ul>
  )
}
