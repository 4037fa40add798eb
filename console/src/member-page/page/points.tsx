import { useState } from 'react'
import { Page } from '../kit/page'
import { Tabs } from '../../kit/tabs'
import { mainBalance, sorted, useFormat, useMe } from '../me'
import { useWords } from '../words'
import { Lots } from './points/lots'
import { Statement } from './points/statement'

type Tab = 'statement' | 'expiring'

export default function Points() {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const [tab, setTab] = useState<Tab>(
    new URLSearchParams(window.location.search).get('tab') === 'expiring' ? 'expiring' : 'statement')
  const [currency, setCurrency] = useState(mainBalance(me)?.currency ?? '')
  const balance = me.balances.find((one) => one.currency === currency)
  const choose = (key: Tab) => {
    setTab(key)
    window.history.replaceState(null, '', key === 'statement' ? '/m/points' : `/m/points?tab=${key}`)
  }
  if (!balance) return <Page title={t('points.title')}><p>{t('points.noLots')}</p></Page>
  return (
    <Page title={t('points.title')}>
      {me.balances.length > 1 && (
        <div className="choice" role="group" aria-label={t('points.currency')}>
          {sorted(me).map((one) => (
            <button
              key={one.currency} type="button" aria-pressed={one.currency === currency}
              onClick={() => setCurrency(one.currency)}
            >{one.title}</button>
          ))}
        </div>
      )}
      <dl className="figures">
        <div><dt>{t('points.usable')}</dt><dd className="figure">{format.count(balance.usable)}</dd></div>
        <div><dt>{t('points.pending')}</dt><dd className="figure">{format.count(balance.pending)}</dd></div>
        <div><dt>{t('points.soon')}</dt><dd className="figure">{format.count(balance.expiring_30d)}</dd></div>
      </dl>
      <Tabs
        label={t('points.title')} chosen={tab} choose={choose}
        tabs={[
          { key: 'statement', title: t('points.statement') },
          { key: 'expiring', title: t('points.expiring') },
        ]}
      >
        {tab === 'statement' ? <Statement key={currency} currency={currency} />
          : <Lots key={currency} currency={currency} unit={balance.unit} />}
      </Tabs>
    </Page>
  )
}
