import { useTranslation } from 'react-i18next'
import { Chip } from '../../kit/chip'

/** Whether a month is closed, over and open, or running. */
export function PeriodChip({ status }: { status: string }) {
  const { t } = useTranslation()
  const tone = status === 'closed' ? 'success' : status === 'open' ? 'warning' : 'quiet'
  return <Chip tone={tone}>{t(`finance.period.${status}`)}</Chip>
}
