import { lazy, Suspense, useEffect, useLayoutEffect, useState, type ComponentType } from 'react'
import { onSessionEnd } from '../client/http'
import { usePreference } from '../kit/preference'
import { variables } from '../kit/theme/colour'
import { Frame } from './frame'
import { Skeleton } from './kit/state'
import { forget } from './load'
import { MeProvider } from './me'
import Home from './page/home'
import { go, usePlace } from './place'

const Enter = lazy(() => import('./page/enter'))
/** A page is fetched when it is first opened; home comes with the frame. */
const pages: Record<string, ComponentType> = {
  '/': Home,
  '/points': lazy(() => import('./page/points')),
  '/tiers': lazy(() => import('./page/tiers')),
  '/code': lazy(() => import('./page/code')),
  '/coupons': lazy(() => import('./page/coupons')),
  '/mall': lazy(() => import('./page/mall')),
  '/transfer': lazy(() => import('./page/transfer')),
  '/family': lazy(() => import('./page/family')),
  '/plans': lazy(() => import('./page/plans')),
  '/value': lazy(() => import('./page/value')),
  '/draws': lazy(() => import('./page/draws')),
  '/privacy': lazy(() => import('./page/privacy')),
  '/me': lazy(() => import('./page/me')),
}

/** Colours of the chosen look; before.js has painted the ground already. */
function useLook() {
  const { shade } = usePreference()
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = shade
    root.style.background = ''
    root.style.colorScheme = shade
    for (const [name, value] of Object.entries(variables(shade))) root.style.setProperty(name, value)
  }, [shade])
}

export function App() {
  useLook()
  const place = usePlace()
  const [turn, setTurn] = useState(0)
  useEffect(() => onSessionEnd(() => {
    forget()
    setTurn((n) => n + 1)
    go('/sign-in', true)
  }), [])
  if (place === '/enter' || place === '/sign-in')
    return <Suspense fallback={<Skeleton />}><Enter key={turn} /></Suspense>
  const Page = pages[place] ?? Home
  return (
    <MeProvider>
      <Frame><Suspense fallback={<Skeleton />}><Page /></Suspense></Frame>
    </MeProvider>
  )
}
