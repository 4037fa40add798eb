import { useTranslation } from 'react-i18next'
import { Page } from '../../../shell/page'
import QuotePanel from './panel'

/** A: what a cart would cost now, and why. */
export default function QuotePage() {
  const { t } = useTranslation()
  return (
    <Page name={t('frame.page.quote')} title={t('frame.page.quote')}>
      <section className="card"><QuotePanel /></section>
    </Page>
  )
}
