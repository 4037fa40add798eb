import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRedemption, useWaiting, type Waiting } from '../../../client/gift'
import { Chip } from '../../../kit/chip'
import { Empty } from '../../../kit/empty'
import { Icon } from '../../../kit/icon'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Code, Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { Page } from '../../../shell/page'
import { FulfilDrawer, ReverseDrawer } from './act'
import { stepTones, usePrice } from './said'

/** A: a number is scanned or typed, one result is shown big; below, what waits. */
export default function FulfilmentPage() {
  const { t } = useTranslation()
  const { get, put } = useUrl()
  const { what, args, close } = useOpen()
  const number = get('number')
  const waiting = useWaiting()
  const found = useRedemption(number)
  const chosen = [...(found.data ?? []), ...(waiting.data?.items ?? [])]
    .find((one) => one.member === args[0] && one.redemption_id === args[1])
  return (
    <Page
      name={t('frame.page.fulfilment')} title={t('frame.page.fulfilment')}
      note={waiting.data ? t('reward.desk.waiting', { count: waiting.data.items.length }) : undefined}
    >
      <Scan value={number ?? ''} onScan={(typed) => put({ number: typed || null })} />
      {number ? (
        found.error ? <ProblemView error={found.error} retry={() => void found.refetch()} />
          : found.data ? <Found list={found.data} number={number} /> : <Loading rows={4} />
      ) : null}
      <h2 className="list-title">{t('reward.desk.list')}</h2>
      <List query={waiting} />
      {what === 'fulfil' && chosen ? <FulfilDrawer one={chosen} onClose={close} /> : null}
      {what === 'reverse' && chosen ? <ReverseDrawer one={chosen} onClose={close} /> : null}
    </Page>
  )
}

function Scan({ value, onScan }: { value: string; onScan: (typed: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  return (
    <section className="card desk-scan">
      <Input.Search
        autoFocus size="large" allowClear value={typed} enterButton={t('reward.desk.find')}
        placeholder={t('reward.desk.scan')} aria-label={t('reward.desk.scan')} className="mono"
        onChange={(event) => setTyped(event.target.value)} onSearch={(text) => onScan(text.trim())}
        onFocus={(event) => event.target.select()}
      />
    </section>
  )
}

function Found({ list, number }: { list: Waiting[]; number: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const price = usePrice()
  const { open } = useOpen()
  if (list.length === 0) return (
    <section className="card desk-found" role="status">
      <Empty drawing={false} why={t('reward.desk.unknown', { number })} />
    </section>
  )
  return list.map((one) => (
    <section key={one.member} className="card desk-found" role="status">
      <div className="desk-title">
        <b>{one.title}</b>
        <Chip tone={stepTones[one.step] ?? 'quiet'}>{t(`reward.desk.step.${one.step}`)}</Chip>
      </div>
      <p>
        {one.what ? t(`reward.gift.what_${one.what}`) : ''} {price(one)} · {format.time(one.at)} ·{' '}
        <Link to={`/member/members/${one.member}`}><Code value={one.member} copy={false} /></Link>
      </p>
      {one.step === 'claimed' ? (
        <div className="inline">
          <Button type="primary" size="large" icon={<Icon.passed />} autoFocus
            onClick={() => open('fulfil', one.member, one.redemption_id)}>
            {t('reward.desk.fulfil')}
          </Button>
          <Button size="large" onClick={() => open('reverse', one.member, one.redemption_id)}>
            {t('reward.desk.reverse')}
          </Button>
        </div>
      ) : <p className="note">{t(`reward.desk.already.${one.step}`)}</p>}
    </section>
  ))
}

function List({ query }: { query: ReturnType<typeof useWaiting> }) {
  const { t } = useTranslation()
  const price = usePrice()
  const { open } = useOpen()
  const columns: Column<Waiting>[] = [
    { key: 'gift', title: t('words.gift'), render: (row) => row.title },
    { key: 'what', title: t('reward.gift.what'), render: (row) => (row.what ? t(`reward.gift.what_${row.what}`) : '') },
    { key: 'number', title: t('reward.desk.number'), render: (row) => <Code value={row.redemption_id} most={20} /> },
    {
      key: 'member', title: t('words.member'),
      render: (row) => <Link to={`/member/members/${row.member}`}><Code value={row.member} copy={false} /></Link>,
    },
    { key: 'price', title: t('reward.gift.price'), right: true, render: price },
    { key: 'at', title: t('reward.desk.since'), right: true, render: (row) => <Time at={row.at} /> },
  ]
  return (
    <DataTable
      name="redemptions" label={t('reward.desk.list')} columns={columns} rows={query.data?.items}
      error={query.error} retry={() => void query.refetch()}
      rowKey={(row) => `${row.member} ${row.redemption_id}`}
      onOpen={(row) => open('fulfil', row.member, row.redemption_id)}
      acts={(row) => (
        <>
          <Button size="small" type="text" onClick={() => open('fulfil', row.member, row.redemption_id)}>
            {t('reward.desk.fulfil')}
          </Button>
          <Button size="small" type="text" onClick={() => open('reverse', row.member, row.redemption_id)}>
            {t('reward.desk.reverse')}
          </Button>
        </>
      )}
      empty={<Empty drawing={false} why={t('reward.desk.none')} />}
    />
  )
}
