import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { SignInForm } from './sign-in'

/** The session is over: sign in on top of the page; what was typed below stays. */
export function SessionEnded({ email, onDone }: { email?: string; onDone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const done = () => {
    onDone()
    void client.invalidateQueries()
  }
  return (
    <Modal
      open footer={null} closable={false} mask={{ closable: false }} keyboard={false}
      title={t('frame.ended.title')} width={400} zIndex={2000}
    >
      <p className="note">{t('frame.ended.note')}</p>
      <SignInForm email={email} onDone={done} />
    </Modal>
  )
}
