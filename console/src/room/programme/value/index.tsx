import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DefinitionRow } from '../../../client/definition.types'
import { useValueFigures } from '../../../client/value'
import { Unknown } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../life'
import { DefinitionList, useDefinitionList } from '../list'

type Figure = NonNullable<ReturnType<typeof useValueFigures>['data']>[number]

/** O: each stored value with what is owed of it and what moved in 30 days. */
export default function ValuesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useDefinitionList('stored_value')
  const { data } = useValueFigures()
  const cents = (key: string, title: string, read: (its: Figure) => number): Column<DefinitionRow> => ({
    key, title, right: true,
    render: (row) => {
      const its = data?.find((one) => one.value === row.key)
      return its ? <span className="figure">{format.money(read(its))}</span>
        : <Unknown why={t('value.notLive')} />
    },
  })
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.kind.stored_value'), width: 200,
      render: (row) => <Link to={`/programme/values/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    cents('principal', t('value.principalOwed'), (its) => its.principal_cents),
    cents('bonus', t('value.bonusLeft'), (its) => its.bonus_cents),
    cents('in', t('value.toppedUp30'), (its) => its.topped_up_30d_cents),
    cents('spent', t('value.spent30'), (its) => its.spent_30d_cents),
    cents('out', t('value.paidOut30'), (its) => its.paid_out_30d_cents),
    {
      key: 'members', title: t('value.members30'), right: true,
      render: (row) => {
        const its = data?.find((one) => one.value === row.key)
        return its ? <span className="figure">{format.count(its.members_30d)}</span> : <Unknown />
      },
    },
  ]
  return (
    <DefinitionList
      list={list} name="values" columns={columns} newOne={t('value.new')}
      count={(count) => t('value.count', { count })} none={t('value.none')}
      templates={[
        {
          key: 'steps', title: t('value.template.steps'),
          document: {
            steps: [
              { from_cents: 50_000, bonus_cents: 8_000 }, { from_cents: 100_000, bonus_cents: 20_000 },
            ],
            bonus_expiry: { rule: 'months_from_earning', months: 12, to: 'end_of_month' },
          },
        },
        { key: 'plain', title: t('value.template.plain'), document: {} },
      ]}
    />
  )
}
