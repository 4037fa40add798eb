import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Icon } from '../icon'
import { useStored } from '../stored'

export type View = { name: string; query: string }

/** The part of an address that makes a view: filters and sort, not the page or the drawer. */
export function viewQuery(params: URLSearchParams): string {
  const kept = [...params].filter(([name]) => !['cursor', 'open', 'tab'].includes(name))
  return new URLSearchParams(kept.sort(([a], [b]) => a.localeCompare(b))).toString()
}

/** Saved views as tabs; the first is everything. */
export function Views({ name, presets }: { name: string; presets: View[] }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const [own, setOwn] = useStored<View[]>(`views.${name}`, [])
  const [naming, setNaming] = useState(false)
  const [typed, setTyped] = useState('')
  const now = viewQuery(params)
  const views = [...presets, ...own]
  const known = views.some((view) => view.query === now)
  const save = () => {
    if (!typed.trim()) return
    setOwn([...own.filter((view) => view.name !== typed.trim()), { name: typed.trim(), query: now }])
    setTyped('')
    setNaming(false)
  }
  return (
    <div className="views">
      {views.map((view) => (
        <span key={view.name} className={`view ${view.query === now ? 'view-on' : ''}`}>
          <button
            type="button" aria-pressed={view.query === now}
            onClick={() => setParams(new URLSearchParams(view.query))}
          >
            {view.name}
          </button>
          {own.includes(view) && view.query === now ? (
            <button
              type="button" className="view-x"
              aria-label={t('kit.filter.forget', { name: view.name })}
              onClick={() => setOwn(own.filter((one) => one !== view))}
            >
              <Icon.close />
            </button>
          ) : null}
        </span>
      ))}
      {known ? null : (
        <Popover
          open={naming} onOpenChange={setNaming} trigger="click" placement="bottomLeft"
          content={
            <div className="filter-form">
              <Input
                autoFocus size="small" value={typed} maxLength={24}
                placeholder={t('kit.filter.viewName')} aria-label={t('kit.filter.viewName')}
                onChange={(event) => setTyped(event.target.value)} onPressEnter={save}
              />
              <Button size="small" type="primary" onClick={save}>{t('kit.filter.saveView')}</Button>
            </div>
          }
        >
          <Button size="small" type="text" icon={<Icon.add />}>{t('kit.filter.saveView')}</Button>
        </Popover>
      )}
    </div>
  )
}
