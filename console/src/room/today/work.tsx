import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Today } from '../../client/today.types'
import { Icon } from '../../kit/icon'
import { useFormat } from '../../kit/use-format'

/** What waits for me. */
export function Work({ today }: { today: Today }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = [
    {
      key: 'failed', count: today.failed_events, to: '/platform/failed', icon: Icon.failed,
      title: t('today.work.failed'),
    },
    {
      key: 'drafts', count: today.drafts, to: '/programme/releases', icon: Icon.release,
      title: t('today.work.drafts'),
    },
  ]
  const waiting = rows.filter((row) => row.count > 0)
  return (
    <section className="card work">
      <div className="card-head"><h2>{t('today.work.title')}</h2></div>
      {waiting.length === 0 ? <p className="note">{t('today.work.none')}</p> : null}
      <ul>
        {waiting.map((row) => (
          <li key={row.key}>
            <Link to={row.to}>
              <row.icon /> <span>{row.title}</span>
              <b className="figure">{format.count(row.count)}</b> <Icon.right />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
