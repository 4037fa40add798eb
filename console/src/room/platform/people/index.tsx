import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddPerson, useChangePerson, usePeople, useRoles } from '../../../client/access'
import { useSession } from '../../../client/session'
import type { Person } from '../../../client/types'
import { Chip } from '../../../kit/chip'
import { Empty } from '../../../kit/empty'
import { FormDrawer } from '../../../kit/form-drawer'
import { Icon } from '../../../kit/icon'
import { problemOf, useProblemWords } from '../../../kit/problem'
import { Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useOpen } from '../../../kit/url'
import { Page } from '../../../shell/page'

const SHORTEST = 12

/** O: who may sign in, and as what. */
export default function PeoplePage() {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const { what, open, close } = useOpen()
  const { data: session } = useSession()
  const { data, error, refetch } = usePeople()
  const { data: roles } = useRoles()
  const change = useChangePerson()
  const failed = (fault: unknown) => { message.error(words(problemOf(fault)).what) }
  const role = (name: string) => roles?.find((one) => one.name === name)?.title ?? name
  const own = (row: Person) => row.id === session?.user.id
  const toggle = (row: Person) => {
    if (row.active === false) return void change.mutateAsync({ id: row.id, active: true }).catch(failed)
    return void modal.confirm({
      title: t('platform.people.offTitle', { name: row.name }), icon: null,
      content: t('platform.people.offNote'), okText: t('platform.people.offAct', { name: row.name }),
      okButtonProps: { danger: true },
      onOk: () => change.mutateAsync({ id: row.id, active: false }).catch(failed),
    })
  }
  const columns: Column<Person>[] = [
    {
      key: 'name', title: t('platform.people.name'), width: 180,
      render: (row) => (
        <span className="member-cell">
          <b>{row.name}</b> {row.active === false ? <Chip>{t('platform.people.inactive')}</Chip> : null}
        </span>
      ),
    },
    { key: 'email', title: t('frame.signIn.email'), render: (row) => row.email },
    {
      key: 'role', title: t('platform.people.role'),
      render: (row) => (own(row) ? role(row.role) : (
        <Select
          size="small" value={row.role} popupMatchSelectWidth={false}
          aria-label={t('platform.people.roleOf', { name: row.name })}
          options={(roles ?? []).map((one) => ({ value: one.name, label: one.title }))}
          onChange={(next) => void change.mutateAsync({ id: row.id, role: next }).catch(failed)}
        />
      )),
    },
    { key: 'seen', title: t('platform.people.signedIn'), right: true, render: (row) => <Time at={row.signed_in_at} /> },
    { key: 'since', title: t('platform.people.since'), right: true, render: (row) => <Time at={row.created_at} /> },
  ]
  const add = (
    <Button type="primary" icon={<Icon.add />} onClick={() => open('new')}>{t('platform.people.new')}</Button>
  )
  return (
    <Page name={t('frame.page.people')} title={t('frame.page.people')} acts={add}>
      <DataTable
        name="people" label={t('frame.page.people')} columns={columns} rows={data} error={error}
        rowKey={(row) => row.id} retry={() => void refetch()}
        acts={(row) => (own(row) ? null : (
          <Button size="small" danger={row.active !== false} onClick={() => toggle(row)}>
            {t(row.active === false ? 'platform.people.on' : 'platform.people.off')}
          </Button>
        ))}
        empty={<Empty why={t('platform.people.none')} act={add} />}
      />
      {what === 'new' ? (
        <NewPerson roles={(roles ?? []).map((one) => ({ value: one.name, label: one.title }))}
          onClose={close} />
      ) : null}
    </Page>
  )
}

function NewPerson({ roles, onClose }: {
  roles: { value: string; label: string }[]; onClose: () => void
}) {
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const add = useAddPerson()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState('operator')
  const blocked = !name.trim() ? t('frame.setup.nameMissing')
    : !/^\S+@\S+$/.test(email) ? t('frame.signIn.emailMissing')
      : password.length < SHORTEST ? t('frame.setup.passwordShort') : null
  const act = () => add.mutate(
    { name: name.trim(), email: email.trim(), password, role, language: i18n.language === 'en' ? 'en' : 'zh-CN' },
    {
      onSuccess: () => {
        message.success(t('platform.people.added', { name: name.trim() }))
        onClose()
      },
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('platform.people.new')} act={t('platform.people.act')} onAct={act}
      busy={add.isPending} blocked={blocked} error={add.error} unchanged={t('frame.setup.unchanged')}
    >
      <div className="form">
        <label className="field"><span>{t('platform.people.name')}</span>
          <Input autoFocus value={name} onChange={(event) => setName(event.target.value)} /></label>
        <label className="field"><span>{t('frame.signIn.email')}</span>
          <Input value={email} inputMode="email" autoComplete="off"
            onChange={(event) => setEmail(event.target.value)} /></label>
        <label className="field"><span>{t('platform.people.role')}</span>
          <Select value={role} options={roles} onChange={setRole} aria-label={t('platform.people.role')} /></label>
        <label className="field"><span>{t('platform.people.password')}</span>
          <Input.Password value={password} autoComplete="new-password"
            onChange={(event) => setPassword(event.target.value)} /></label>
        <p className="note">{t('platform.people.passwordNote')}</p>
      </div>
    </FormDrawer>
  )
}
