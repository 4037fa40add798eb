import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const up = () => setOnline(true)
    const down = () => setOnline(false)
    window.addEventListener('online', up)
    window.addEventListener('offline', down)
    return () => {
      window.removeEventListener('online', up)
      window.removeEventListener('offline', down)
    }
  }, [])
  return online
}

/** A thin bar while there is no network: drafts stay here, acts wait. */
export function OfflineBar() {
  const { t } = useTranslation()
  return useOnline() ? null : <div className="offline" role="status">{t('frame.offline')}</div>
}
