import { useTranslation } from 'react-i18next'
import type { Running } from './act'

/** No answer came: whether it happened is being found out. */
export function Unclear({ on }: { on: Running }) {
  const { t } = useTranslation()
  return on.state === 'unknown'
    ? <div className="banner banner-warning" role="status">{t('kit.unclear')}</div> : null
}
