import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../client/http'
import { useSetup, useSignIn } from '../client/session'
import { Wordmark } from '../kit/mark'
import { ProblemView } from '../kit/problem'
import { LookSwitch } from './look'

type Who = { email: string; password: string }

/** E-mail and password; used by the page and by the sign-in over a page. */
export function SignInForm({ onDone, email }: { onDone?: () => void; email?: string }) {
  const { t } = useTranslation()
  const signIn = useSignIn()
  const wrong = signIn.error instanceof ApiError && signIn.error.status === 401
  return (
    <Form<Who>
      layout="vertical" requiredMark={false} initialValues={{ email }}
      onFinish={(who) => signIn.mutate(who, { onSuccess: () => onDone?.() })}
    >
      <Form.Item
        name="email" label={t('frame.signIn.email')}
        rules={[{ required: true, message: t('frame.signIn.emailMissing') }]}
      >
        <Input autoComplete="username" inputMode="email" autoFocus={!email} />
      </Form.Item>
      <Form.Item
        name="password" label={t('frame.signIn.password')}
        rules={[{ required: true, message: t('frame.signIn.passwordMissing') }]}
        validateStatus={wrong ? 'error' : undefined}
        help={wrong ? t('frame.signIn.wrong') : undefined}
      >
        <Input.Password autoComplete="current-password" autoFocus={!!email} />
      </Form.Item>
      {signIn.error && !wrong ? <ProblemView error={signIn.error} /> : null}
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        {t('frame.signIn.act')}
      </Button>
    </Form>
  )
}

/** The frame around sign-in and set-up: the mark, one quiet sheet, language and theme. */
export function Door({ title, note, children }: {
  title: string; note?: string; children: React.ReactNode
}) {
  return (
    <main className="door">
      <div className="door-look"><LookSwitch /></div>
      <div className="door-sheet">
        <Wordmark size={32} />
        <h1>{title}</h1>
        {note ? <p className="note">{note}</p> : null}
        {children}
      </div>
    </main>
  )
}

export function SignInPage() {
  const { t } = useTranslation()
  return <Door title={t('frame.signIn.title')}><SignInForm /></Door>
}

type First = { email: string; name: string; password: string; token: string }

/** The first person of a new installation, with the token the server printed when it started. */
export function SetupPage() {
  const { t } = useTranslation()
  const setup = useSetup()
  const token = new URLSearchParams(window.location.search).get('token') ?? ''
  const rule = (message: string) => [{ required: true, message }]
  return (
    <Door title={t('frame.setup.title')} note={t('frame.setup.note')}>
      <Form<First>
        layout="vertical" requiredMark={false} initialValues={{ token }}
        onFinish={(who) => setup.mutate(who)}
      >
        <Form.Item name="name" label={t('frame.setup.name')} rules={rule(t('frame.setup.nameMissing'))}>
          <Input autoComplete="name" autoFocus />
        </Form.Item>
        <Form.Item
          name="email" label={t('frame.signIn.email')}
          rules={[{ required: true, type: 'email', message: t('frame.signIn.emailMissing') }]}
        >
          <Input autoComplete="username" inputMode="email" />
        </Form.Item>
        <Form.Item
          name="password" label={t('frame.signIn.password')} extra={t('frame.setup.passwordNote')}
          rules={[{ required: true, min: 12, message: t('frame.setup.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="token" label={t('frame.setup.token')} extra={t('frame.setup.tokenNote')}
          rules={rule(t('frame.setup.tokenMissing'))}
        >
          <Input autoComplete="off" className="mono" />
        </Form.Item>
        {setup.error ? <ProblemView error={setup.error} unchanged={t('frame.setup.unchanged')} />
          : null}
        <Button type="primary" htmlType="submit" block loading={setup.isPending}>
          {t('frame.setup.act')}
        </Button>
      </Form>
    </Door>
  )
}
