import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

export type Crumb = { title: string; to?: string }

/** Title row of a page (the only h1), its notes and its acts; then the content. */
export function Page({ title, name, chips, note, acts, crumbs, children, className }: {
  title: ReactNode
  /** Plain text of the title, for the window. */
  name: string
  chips?: ReactNode
  note?: ReactNode
  acts?: ReactNode
  crumbs?: Crumb[]
  children: ReactNode
  className?: string
}) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${name} · ${t('frame.brand')} ${t('frame.product')}`
  }, [name, t])
  return (
    <div className={`page ${className ?? ''}`}>
      {crumbs ? (
        <nav className="crumbs" aria-label={t('frame.crumbs')}>
          {crumbs.map((crumb) => (
            <span key={crumb.title}>
              {crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : crumb.title}
            </span>
          ))}
        </nav>
      ) : null}
      <div className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {chips}
          {note ? <span className="page-note">{note}</span> : null}
        </div>
        {acts ? <div className="page-acts">{acts}</div> : null}
      </div>
      {children}
    </div>
  )
}
