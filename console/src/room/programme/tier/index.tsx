import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencies } from '../../../client/currency'
import { useDefinitions } from '../../../client/definition'
import { Empty } from '../../../kit/empty'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Sentence } from '../../../kit/sentence'
import { useFormat } from '../../../kit/use-format'
import { Page } from '../../../shell/page'
import { Life } from '../life'
import { NewButton, NewDrawer } from '../new'
import { Ladder } from './ladder'

/** O: each ladder with its members and how near they are to the next tier. */
export default function TiersPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const currencies = useCurrencies()
  const { data, error, refetch } = useDefinitions('tier_set')
  const growth = currencies.at(-1)?.key ?? 'points'
  return (
    <Page
      name={t('frame.page.tiers')} title={t('frame.page.tiers')}
      acts={<NewButton label={t('programme.tier.newSet')} />}
    >
      {error && !data ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={8} /> : null}
      {data?.length === 0 ? (
        <Empty why={t('programme.tier.none')} act={<NewButton label={t('programme.tier.newSet')} />} />
      ) : null}
      {data?.map((row) => {
        const document = row.document ?? row.draft?.document
        return (
          <section className="card tier-card" key={row.key}>
            <div className="card-head">
              <h2>
                <Link to={`/programme/tiers/${row.key}`}>{format.say(row.name) || row.key}</Link>
              </h2>
              <Life row={row} />
            </div>
            <Sentence text={row.sentence} quiet />
            {document ? <Ladder document={document} /> : null}
          </section>
        )
      })}
      <NewDrawer
        kind="tier_set" title={t('programme.tier.newSet')}
        templates={[{
          key: 'growth', title: t('programme.tier.template'),
          document: {
            measure: { how: 'earned', currency: growth }, window: { how: 'rolling', days: 365 },
            tiers: [0, 200, 500].map((at, index) => ({
              key: ['basic', 'silver', 'gold'][index], at,
              name: {
                zh: t('programme.tier.numbered', { number: index + 1, lng: 'zh-CN' }),
                en: ['Member', 'Silver', 'Gold'][index],
              },
            })),
          },
        }]}
      />
    </Page>
  )
}
