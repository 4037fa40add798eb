import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useRouteError } from 'react-router'
import { Empty } from '../kit/empty'
import { ProblemView } from '../kit/problem'

/** What a route shows when it could not be drawn or its code could not be fetched. */
export function RouteFault() {
  const error = useRouteError()
  return (
    <div className="page">
      <ProblemView error={error} retry={() => window.location.reload()} />
    </div>
  )
}

export function NotFound() {
  const { t } = useTranslation()
  return (
    <div className="page">
      <Empty
        why={t('frame.notFound')}
        act={<Link to="/today"><Button type="primary">{t('frame.home')}</Button></Link>}
      />
    </div>
  )
}
