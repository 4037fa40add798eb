import { useTranslation } from 'react-i18next'
import { useOnline } from '../kit/online'

/** A thin bar while there is no network: drafts stay here, acts wait. */
export function OfflineBar() {
  const { t } = useTranslation()
  return useOnline() ? null : <div className="offline" role="status">{t('frame.offline')}</div>
}
