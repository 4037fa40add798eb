import { lazy, Suspense, type ComponentProps } from 'react'

const Drawer = lazy(() => import('./drawer').then((m) => ({ default: m.ExplainDrawer })))

/** The Explain drawer, fetched when something is first explained. */
export function ExplainDrawer(props: ComponentProps<typeof Drawer>) {
  return <Suspense><Drawer {...props} /></Suspense>
}
