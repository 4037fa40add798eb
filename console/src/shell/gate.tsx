import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession, useSetupNeeded } from '../client/session'
import { Loading } from '../kit/later'
import { ProblemView } from '../kit/problem'
import { Frame } from './frame'

const SetupPage = lazy(() => import('./sign-in').then((m) => ({ default: m.SetupPage })))
const SignInPage = lazy(() => import('./sign-in').then((m) => ({ default: m.SignInPage })))

/** Who stands at the door: the first administrator, somebody to sign in, or a person at work. */
export function Gate() {
  const { t } = useTranslation()
  const session = useSession()
  const setup = useSetupNeeded(session.data === null)
  if (session.data) return <Frame user={session.data.user} />
  if (session.error) return (
    <main className="door">
      <div className="door-sheet">
        <h1>{t('frame.noServer')}</h1>
        <ProblemView error={session.error} retry={() => void session.refetch()} />
      </div>
    </main>
  )
  if (session.isPending || setup.isPending) return <Loading rows={6} height={320} />
  return <Suspense>{setup.data?.needed ? <SetupPage /> : <SignInPage />}</Suspense>
}
