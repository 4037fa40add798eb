import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation } from 'react-router'
import { onSessionEnd } from '../client/http'
import type { User } from '../client/types'
import { Loading } from '../kit/later'
import { allowLetters } from '../kit/keys'
import { Boundary } from '../kit/boundary'
import { Header } from './header'
import { OfflineBar } from './offline'
import { usePreference } from '../kit/preference'
import { Sider } from './sider'

const SessionEnded = lazy(() => import('./session-ended').then((m) => ({ default: m.SessionEnded })))
const SiderDrawer = lazy(() => import('./sider-drawer').then((m) => ({ default: m.SiderDrawer })))

/** Header, sider and the page between them. */
export function Frame({ user }: { user: User }) {
  const { t } = useTranslation()
  const { collapsed, letters } = usePreference()
  const [menu, setMenu] = useState(false)
  const [ended, setEnded] = useState(false)
  useEffect(() => onSessionEnd(() => setEnded(true)), [])
  const { pathname } = useLocation()
  useEffect(() => allowLetters(letters), [letters])
  useEffect(() => { window.scrollTo(0, 0) }, [pathname])
  return (
    <div className="frame">
      <a className="skip" href="#page">{t('frame.skip')}</a>
      <Header user={user} onMenu={() => setMenu(true)} />
      <OfflineBar />
      <div className="frame-body">
        <aside className="frame-sider">
          <Sider permissions={user.permissions} collapsed={collapsed} />
        </aside>
        <main id="page" className="frame-page" tabIndex={-1}>
          <Boundary key={pathname}>
            <Suspense fallback={<div className="page"><Loading rows={8} /></div>}>
              <Outlet />
            </Suspense>
          </Boundary>
        </main>
      </div>
      <Suspense>
        {menu ? <SiderDrawer permissions={user.permissions} onClose={() => setMenu(false)} /> : null}
        {ended ? <SessionEnded email={user.email ?? undefined} onDone={() => setEnded(false)} /> : null}
      </Suspense>
    </div>
  )
}
