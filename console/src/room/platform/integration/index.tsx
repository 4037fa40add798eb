import { App, Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreateKey, useKeyList, useRevokeKey, useRoles } from '../../../client/access'
import type { Key } from '../../../client/types'
import { Chip } from '../../../kit/chip'
import { Empty } from '../../../kit/empty'
import { FormDrawer } from '../../../kit/form-drawer'
import { Icon } from '../../../kit/icon'
import { instantOf } from '../../../kit/instant'
import { problemOf, useProblemWords } from '../../../kit/problem'
import { Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { Page } from '../../../shell/page'

/** O: keys of tills, shops and other machines. */
export default function IntegrationsPage() {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const { what, open, close } = useOpen()
  const { data, error, refetch } = useKeyList()
  const revoke = useRevokeKey()
  const rows = data?.filter((row) => !row.revoked_at)
  const ask = (row: Key) => modal.confirm({
    title: t('platform.key.revokeTitle', { name: row.name }), icon: null,
    content: t('platform.key.revokeNote'), okText: t('platform.key.revokeAct', { name: row.name }),
    okButtonProps: { danger: true },
    onOk: () => revoke.mutateAsync(row.id).catch(
      (fault: unknown) => { message.error(words(problemOf(fault)).what) }),
  })
  const columns: Column<Key>[] = [
    { key: 'name', title: t('platform.key.name'), width: 180, render: (row) => <b>{row.name}</b> },
    { key: 'prefix', title: t('platform.key.prefix'), render: (row) => <code>{row.prefix}…</code> },
    {
      key: 'scopes', title: t('platform.key.scopes'),
      render: (row) => (
        <span className="chips-inline">{row.scopes.map((one) => <Chip key={one}>{one}</Chip>)}</span>
      ),
    },
    {
      key: 'used', title: t('platform.key.used'), right: true,
      render: (row) => (row.last_used_at ? <Time at={row.last_used_at} /> : t('platform.key.never')),
    },
    {
      key: 'expires', title: t('platform.key.expires'), right: true,
      render: (row) => (row.expires_at ? <Time at={row.expires_at} exact /> : t('platform.key.noEnd')),
    },
    { key: 'created', title: t('platform.key.created'), right: true, render: (row) => <Time at={row.created_at} /> },
  ]
  const create = (
    <Button type="primary" icon={<Icon.add />} onClick={() => open('new')}>{t('platform.key.new')}</Button>
  )
  return (
    <Page
      name={t('frame.page.integrations')} title={t('frame.page.integrations')} acts={create}
      note={<a href="/docs" target="_blank" rel="noreferrer">{t('platform.key.docs')}</a>}
    >
      <DataTable
        name="keys" label={t('platform.key.list')} columns={columns} rows={rows} error={error}
        rowKey={(row) => row.id} retry={() => void refetch()}
        acts={(row) => (
          <Button size="small" danger onClick={() => ask(row)}>{t('platform.key.revoke')}</Button>
        )}
        empty={<Empty why={t('platform.key.none')} act={create} />}
      />
      {what === 'new' ? <NewKey onClose={close} /> : null}
    </Page>
  )
}

function NewKey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const create = useCreateKey()
  const { data: roles } = useRoles()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['events:write'])
  const [until, setUntil] = useState('')
  const all = [...new Map((roles ?? []).flatMap((role) => role.permissions)
    .map((one) => [one.name, one.title])).entries()]
  const options = all.length ? all : [['events:write', 'events:write']] as [string, string][]
  const blocked = !name.trim() ? t('platform.key.nameMissing')
    : scopes.length === 0 ? t('platform.key.scopeMissing') : null
  const end = until ? instantOf(`${until}T23:59`, format.manner.zone) : null
  const act = () => create.mutate({
    name: name.trim(), scopes, ...(end ? { expires_at: end.toISOString() } : {}),
  })
  if (create.data) return <Secret made={create.data} onClose={onClose} />
  return (
    <FormDrawer
      open onClose={onClose} title={t('platform.key.new')} act={t('platform.key.act')} onAct={act}
      busy={create.isPending} blocked={blocked} error={create.error}
      unchanged={t('platform.key.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('platform.key.name')}</span>
          <Input autoFocus value={name} maxLength={100} placeholder={t('platform.key.example')}
            onChange={(event) => setName(event.target.value)} />
        </label>
        <div className="field">
          <span>{t('platform.key.scopes')}</span>
          <Checkbox.Group
            className="filter-choices" value={scopes} onChange={(next) => setScopes(next as string[])}
            options={options.map(([value, title]) => ({
              value, label: <>{title} <code className="quiet">{value}</code></>,
            }))}
          />
        </div>
        <label className="field">
          <span>{t('platform.key.until')}</span>
          <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </label>
      </div>
    </FormDrawer>
  )
}

/** The secret is shown once. */
function Secret({ made, onClose }: { made: Key; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const copy = () => void navigator.clipboard?.writeText(made.secret ?? '')
    .then(() => message.success(t('kit.copied')))
  return (
    <Modal
      open title={t('platform.key.made', { name: made.name })} onCancel={onClose} width={560}
      footer={[
        <Button key="copy" icon={<Icon.copy />} onClick={copy}>{t('kit.copy')}</Button>,
        <Button key="done" type="primary" onClick={onClose}>{t('platform.key.kept')}</Button>,
      ]}
    >
      <p>{t('platform.key.once')}</p>
      <pre className="json">{made.secret}</pre>
    </Modal>
  )
}
