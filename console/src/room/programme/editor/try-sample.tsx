import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencyUnit } from '../../../client/currency'
import { trySample, type Sampled } from '../../../client/definition'
import type { Document } from '../../../client/definition.types'
import { Empty } from '../../../kit/empty'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Delta } from '../../../kit/show'
import { useFormat } from '../../../kit/use-format'
import { useMemberName } from '../../member/name'
import { useSettled } from '../../../kit/settled'

/** Ten of the latest events that the rule meets, and the ten that miss it by least. */
export function SampleView({ document, blocked, onWhy }: {
  document: Document; blocked: boolean; onWhy: (order: string) => void
}) {
  const { t } = useTranslation()
  const unit = useCurrencyUnit()
  const settled = useSettled(document)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['try', 'sample', settled],
    queryFn: () => trySample(settled),
    enabled: !blocked,
    retry: false,
    placeholderData: (before) => before,
  })
  if (error) return <ProblemView error={error} retry={() => void refetch()} />
  if (!data) return isFetching ? <Loading rows={10} /> : null
  if (data.looked_at === 0) return <Empty drawing={false} why={t('programme.try.none')} />
  return (
    <div className={isFetching || blocked ? 'table-stale' : undefined}>
      <p className="note">{t('programme.try.looked', { count: data.looked_at })}</p>
      {(['hits', 'near'] as const).map((part) => (
        <section key={part} className="section">
          <h3>{t(`programme.try.${part}`, { count: data[part].length })}</h3>
          {data[part].length ? (
            <table className="table sample-table">
              <thead>
                <tr>
                  <th scope="col">{t('words.member')}</th>
                  <th scope="col" className="right">{t('programme.try.total')}</th>
                  <th scope="col" className="right">
                    {t('kit.diff.before')}<span className="unit">{unit(data.currency)}</span>
                  </th>
                  <th scope="col" className="right">
                    {t('kit.diff.after')}<span className="unit">{unit(data.currency)}</span>
                  </th>
                  <th scope="col"><span className="gone">{t('programme.try.whyColumn')}</span></th>
                </tr>
              </thead>
              <tbody>
                {data[part].map((row) => (
                  <Line key={`${row.member} ${row.seq}`} row={row} onWhy={onWhy} near={part === 'near'} />
                ))}
              </tbody>
            </table>
          ) : <p className="note">{t(`programme.try.${part}None`)}</p>}
        </section>
      ))}
    </div>
  )
}

function Line({ row, near, onWhy }: { row: Sampled; near: boolean; onWhy: (order: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useMemberName()
  const why = row.how_far ?? row.reason
  return (
    <tr>
      <th scope="row">
        <Link to={`/member/members/${row.member}`}>
          {name({ id: row.member, name: row.member_name })}
        </Link>
        <small className="quiet"> {format.time(row.time)}</small>
        {near && why ? <small className="how-far">{why}</small> : null}
      </th>
      <td className="right figure">
        {row.total_cents === null ? '' : format.money(row.total_cents)}
      </td>
      <td className="right">{row.live === null ? '—' : <Delta amount={row.live} />}</td>
      <td className="right"><Delta amount={row.draft} /></td>
      <td className="right">
        {row.order ? (
          <Button size="small" type="text" onClick={() => onWhy(row.order!)}>
            {t('programme.try.whyThis')}
          </Button>
        ) : null}
      </td>
    </tr>
  )
}
