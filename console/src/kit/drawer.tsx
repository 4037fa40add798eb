import { Button, Drawer as Antd } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from './icon'
import { useKeys } from './keys'
import { useStored } from './stored'

export type DrawerKind = 'read' | 'edit' | 'compare'
const widths: Record<DrawerKind, number> = { read: 480, edit: 720, compare: 960 }

/** A child of a page: 480 to read, 720 to explain or edit, 960 to compare; its width remembered. */
export function Drawer({ title, kind, open, onClose, onPrevious, onNext, page, acts, footer, children }: {
  title: ReactNode
  kind: DrawerKind
  open: boolean
  onClose: () => void
  /** Neighbours of the list behind: `[` and `]`. */
  onPrevious?: () => void
  onNext?: () => void
  /** Where it can be opened as a page. */
  page?: string
  acts?: ReactNode
  footer?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation()
  const [width, setWidth] = useStored(`drawer.${kind}`, widths[kind])
  useKeys({ '[': () => onPrevious?.(), ']': () => onNext?.() }, open)
  const most = typeof window === 'undefined' ? width : window.innerWidth
  return (
    <Antd
      open={open} onClose={onClose} size={Math.min(width, most)} destroyOnHidden title={title}
      className="drawer" closable={{ placement: 'end', 'aria-label': t('kit.close') }}
      resizable={{ onResize: (size: number) => setWidth(Math.max(360, Math.round(size))) }}
      extra={
        <div className="drawer-acts">
          {acts}
          {onPrevious || onNext ? (
            <>
              <Button
                type="text" size="small" icon={<Icon.left />} disabled={!onPrevious}
                onClick={onPrevious} aria-label={t('kit.previous')} title={`${t('kit.previous')} [`}
              />
              <Button
                type="text" size="small" icon={<Icon.right />} disabled={!onNext} onClick={onNext}
                aria-label={t('kit.next')} title={`${t('kit.next')} ]`}
              />
            </>
          ) : null}
          {page ? <Link to={page} className="drawer-page">{t('kit.asPage')}</Link> : null}
        </div>
      }
      footer={footer}
    >
      {children}
    </Antd>
  )
}
