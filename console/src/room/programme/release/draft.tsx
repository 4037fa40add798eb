import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Change } from '../../../client/definition.types'
import { pageOf } from '../../../client/place'
import { useReleaseDraft } from '../../../client/release'
import { Chip, type Tone } from '../../../kit/chip'
import { DiffView } from '../../../kit/diff-view'
import { Empty } from '../../../kit/empty'
import { Icon } from '../../../kit/icon'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { PublishDrawer } from './publish'

const tones: Record<string, Tone> = { added: 'success', changed: 'primary', removed: 'error' }

/** The drafts as one release: each change with its diff, the problems, and the one act. */
export function Draft({ next }: { next: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { what, open, close } = useOpen()
  const { data, error, refetch } = useReleaseDraft()
  if (error) return <ProblemView error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const number = data.next ?? next
  const stop = data.problems.length ? t('programme.release.blocked', { count: data.problems.length })
    : undefined
  if (data.changes.length === 0) return (
    <section className="card">
      <Empty
        why={t('programme.release.nothing')} drawing={false}
        act={<Link to="/programme/rules"><Button>{t('programme.release.toRules')}</Button></Link>}
      />
    </section>
  )
  return (
    <section className="card release-draft">
      <div className="card-head">
        <h2>{t('programme.release.draft', { release: `R-${number}`, count: data.changes.length })}</h2>
        {may('releases:publish') ? (
          <Button
            type="primary" icon={<Icon.release />} disabled={!!stop} title={stop}
            onClick={() => open('publish')}
          >
            {t('programme.release.publish', { release: `R-${number}` })}
          </Button>
        ) : null}
      </div>
      {data.problems.length ? (
        <ul className="banner banner-error">
          {data.problems.map((one, index) => (
            <li key={index}>
              {one.kind && one.key ? (
                <Link to={pageOf(one.kind, one.key) ?? '/programme/releases'}>{one.key}</Link>
              ) : null} {format.say(one.message)}
            </li>
          ))}
        </ul>
      ) : null}
      {data.warnings.length ? (
        <ul className="banner banner-warning" aria-label={t('programme.release.warnings')}>
          {data.warnings.map((one, index) => (
            <li key={index}><b>{one.key ?? one.sku}</b> {format.say(one.message)}</li>
          ))}
        </ul>
      ) : null}
      <ul className="changes">
        {data.changes.map((change) => (
          <Line key={`${change.kind}/${change.key}`} change={change} first={data.changes.length === 1} />
        ))}
      </ul>
      {what === 'publish' ? (
        <PublishDrawer
          number={number} changes={data.changes} replay={data.replay} onClose={close}
        />
      ) : null}
    </section>
  )
}

function Line({ change, first }: { change: Change; first: boolean }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(first)
  const name = format.say(change.name) || change.key
  const kind = `words.kind.${change.kind}`
  const page = pageOf(change.kind, change.key)
  return (
    <li>
      <div className="change-line">
        <Chip tone={tones[change.change] ?? 'quiet'}>{t(`programme.release.${change.change}`)}</Chip>
        {page && change.change !== 'removed'
          ? <Link to={page}>{name}</Link> : <b>{name}</b>}
        <span className="quiet">{i18n.exists(kind) ? t(kind) : change.kind}</span>
        {change.diff.length ? (
          <Button
            size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}
            icon={<Icon.right className={open ? 'turned' : undefined} />}
          >
            {t('programme.release.places', { count: change.diff.length })}
          </Button>
        ) : null}
      </div>
      {open && change.diff.length ? <DiffView changes={change.diff} /> : null}
    </li>
  )
}
