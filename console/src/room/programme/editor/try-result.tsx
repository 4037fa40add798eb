import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrencyUnit } from '../../../client/currency'
import type { Explain } from '../../../client/explain.types'
import { ExplainBody } from '../../../kit/explain/drawer'
import { Delta } from '../../../kit/show'

function sums(explain: Explain | null | undefined): Map<string, number> {
  const found = new Map<string, number>()
  for (const rule of explain?.rules ?? [])
    if (rule.amount && rule.currency) found.set(rule.currency, (found.get(rule.currency) ?? 0) + rule.amount)
  return found
}

/** Live against draft, and the reasons of either. */
export function Compared({ live, draft, rule }: {
  live: Explain | null | undefined; draft: Explain | null | undefined; rule: string
}) {
  const { t } = useTranslation()
  const unit = useCurrencyUnit()
  const [why, setWhy] = useState<'live' | 'draft'>('draft')
  const [before, after] = [sums(live), sums(draft)]
  const currencies = [...new Set([...before.keys(), ...after.keys()])]
  const own = (explain: Explain | null | undefined) =>
    explain?.rules.find((one) => one.rule === rule)?.amount ?? 0
  const shown = why === 'draft' ? draft : live
  return (
    <>
      <table className="table try-table">
        <thead>
          <tr>
            <th scope="col">{t('programme.try.what')}</th>
            <th scope="col" className="right">{t('kit.diff.before')}</th>
            <th scope="col" className="right">{t('kit.diff.after')}</th>
            <th scope="col" className="right">{t('programme.try.difference')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('programme.try.thisRule')}</th>
            <td className="right"><Delta amount={own(live)} /></td>
            <td className="right"><Delta amount={own(draft)} /></td>
            <td className="right"><Delta amount={own(draft) - own(live)} /></td>
          </tr>
          {currencies.map((currency) => (
            <tr key={currency}>
              <th scope="row">{t('programme.try.all', { unit: unit(currency) })}</th>
              <td className="right"><Delta amount={before.get(currency) ?? 0} /></td>
              <td className="right"><Delta amount={after.get(currency) ?? 0} /></td>
              <td className="right">
                <Delta amount={(after.get(currency) ?? 0) - (before.get(currency) ?? 0)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="chips" role="group" aria-label={t('programme.try.why')}>
        {(['draft', 'live'] as const).map((side) => (
          <button
            key={side} type="button" className="choice" aria-pressed={why === side}
            onClick={() => setWhy(side)}
          >
            {t(`programme.try.why_${side}`)}
          </button>
        ))}
      </div>
      {shown ? <ExplainBody explain={shown} unit={unit} /> : <p className="note">{t('programme.try.notLive')}</p>}
    </>
  )
}
