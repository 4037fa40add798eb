import { useTranslation } from 'react-i18next'
import { Mark } from './ring'

export { Mark }

export function Wordmark({ size = 24 }: { size?: number }) {
  const { t } = useTranslation()
  return (
    <span className="wordmark" style={{ gap: size / 2, fontSize: Math.round(size * 0.67) }}>
      <Mark size={size} />
      <span>
        <b>{t('frame.brand')}</b> <span className="latin">{t('frame.product')}</span>
      </span>
    </span>
  )
}
