import { useTranslation } from 'react-i18next'
import { useDefinitions } from '../../../client/definition'
import { useIdentities, useMemberAudit } from '../../../client/member'
import type { Member, Schemas } from '../../../client/types'
import { Chip } from '../../../kit/chip'
import { Empty } from '../../../kit/empty'
import { valueWords } from '../../../kit/explain/words'
import { Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { Paging } from '../../../kit/table/paging'
import { useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { useRevealed } from './reveal'

type Held = { key: string; title: string; identifying: boolean; value: string; kept: string }
type Act = Schemas['Entry']

/** What is kept of a person and how, and who looked behind the mask or changed it. */
export function Privacy({ member }: { member: Member }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <div className="privacy">
      <section className="section">
        <h3>{t('member.privacy.kept')}</h3>
        <p className="note">{t('member.privacy.keptNote')}</p>
        <Kept member={member} />
      </section>
      <section className="section">
        <h3>{t('member.privacy.looked')}</h3>
        {may('audit:read') ? <Looked member={member.id} />
          : <p className="note">{t('member.privacy.auditOnly')}</p>}
      </section>
    </div>
  )
}

/** Identities and declared fields: what names a person is sealed, what describes one is not. */
function Kept({ member }: { member: Member }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { field, clear } = useRevealed()
  const identities = useIdentities(member.id)
  const { data: declared } = useDefinitions('profile_field')
  const none = t('member.privacy.none')
  const rows: Held[] = (identities.data ?? []).map((one) => {
    const name = `words.identityKind.${one.kind}`
    return {
      key: `identity ${one.kind} ${one.ref}`, title: i18n.exists(name) ? t(name) : format.say(one.title),
      identifying: true, value: clear(one.kind, one.masked) ?? one.masked,
      kept: t('member.privacy.sealedIndexed'),
    }
  })
  const held = new Map(member.profile.map((one) => [one.field, one]))
  const fields = new Set([...held.keys(), ...(declared ?? []).filter((one) => one.document)
    .map((one) => one.key)])
  for (const key of fields) {
    const value = held.get(key)
    const definition = declared?.find((one) => one.key === key)
    const identifying = (value?.class ?? definition?.document?.class) === 'identifying'
    rows.push({
      key, title: format.say(value?.title ?? definition?.name) || key, identifying,
      value: value ? valueWords(field(key) ?? value.value, format) : none,
      kept: t(identifying ? 'member.privacy.sealed' : 'member.privacy.plain'),
    })
  }
  const columns: Column<Held>[] = [
    { key: 'title', title: t('member.privacy.what'), render: (row) => row.title },
    {
      key: 'class', title: t('member.privacy.class'),
      render: (row) => (
        <Chip tone={row.identifying ? 'primary' : 'quiet'}>
          {t(row.identifying ? 'member.privacy.identifying' : 'member.privacy.describing')}
        </Chip>
      ),
    },
    {
      key: 'value', title: t('member.privacy.shown'),
      render: (row) => <span className={row.value === none ? 'quiet' : undefined}>{row.value}</span>,
    },
    { key: 'kept', title: t('member.privacy.how'), render: (row) => <span className="wrap">{row.kept}</span> },
  ]
  return (
    <DataTable
      name="privacy" label={t('member.privacy.kept')} columns={columns} plain keys={false}
      rows={identities.data || identities.error ? rows : undefined} rowKey={(row) => row.key}
      error={identities.error} retry={() => void identities.refetch()}
      empty={<Empty drawing={false} why={t('member.noProfile')} />}
    />
  )
}

/** The rows of the audit that are about this member. */
function Looked({ member }: { member: string }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { get, put } = useUrl()
  const { data: declared } = useDefinitions('profile_field')
  const { data, error, isPlaceholderData, refetch } = useMemberAudit(member, get('cursor'), true)
  const title = (name: string) => {
    const kind = `words.identityKind.${name.replace('identity.', '')}`
    if (name.startsWith('identity.') && i18n.exists(kind)) return t(kind)
    return format.say(declared?.find((one) => one.key === name)?.name) || name
  }
  const what = (row: Act) => {
    const after = row.after as {
      fields?: string[]; kind?: string; amount?: number; currency?: string
    } | null
    if (after?.fields) return after.fields.map(title).join(t('member.bulk.comma'))
    if (after?.kind) return title(`identity.${after.kind}`)
    return after?.amount === undefined ? '' : format.delta(after.amount)
  }
  const act = (row: Act) => {
    const key = `member.privacy.act.${row.act.replace('.', '_')}`
    return i18n.exists(key) ? t(key) : row.act
  }
  const columns: Column<Act>[] = [
    { key: 'at', title: t('member.time'), render: (row) => <Time at={row.at} /> },
    { key: 'who', title: t('member.privacy.who'), render: (row) => row.actor_name },
    {
      key: 'act', title: t('member.privacy.did'),
      render: (row) => (
        <Chip tone={row.act === 'member.revealed' ? 'warning' : 'quiet'}>{act(row)}</Chip>
      ),
    },
    { key: 'what', title: t('member.privacy.what'), render: (row) => <span className="wrap">{what(row)}</span> },
    { key: 'why', title: t('member.privacy.why'), render: (row) => <span className="wrap">{row.reason ?? ''}</span> },
  ]
  return (
    <DataTable
      name="looked" label={t('member.privacy.looked')} columns={columns} rows={data?.items} plain
      keys={false} rowKey={(row) => String(row.n)} busy={isPlaceholderData} error={error}
      retry={() => void refetch()} empty={<Empty drawing={false} why={t('member.privacy.nobody')} />}
      foot={<Paging prev={data?.prev} next={data?.next} limit={50} onCursor={(cursor) => put({ cursor })} />}
    />
  )
}
