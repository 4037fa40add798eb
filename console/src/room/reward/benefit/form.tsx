import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Asking, ConditionField } from '../../programme/condition/field'
import { useForm } from '../../programme/editor/context'
import { Group, MoneyField, NumberField, Row, SelectField, TextField } from '../../programme/editor/field'
import { NameFields } from '../../programme/editor/name'

const sorts = ['discount', 'member_price', 'free_delivery', 'birthday_gift', 'limited_product', 'seat',
  'priority', 'adviser', 'service']
const periods = ['day', 'week', 'month', 'year', 'ever']

/** A benefit: what it is, who has it, how often, and what a use is worth. */
export function BenefitForm() {
  const { t } = useTranslation()
  const { document, put, locked } = useForm()
  const quota = document.quota as { every?: string; uses: number } | null | undefined
  return (
    <>
      <NameFields />
      <Group title={t('reward.benefit.what')}>
        <Row label={t('reward.benefit.sort')} at="/type">
          <SelectField
            at="/type" label={t('reward.benefit.sort')}
            options={sorts.map((value) => ({ value, label: t(`reward.benefit.sort_${value}`) }))}
          />
        </Row>
        <Row label={t('reward.benefit.aboutZh')} at="/about/zh">
          <TextField at="/about/zh" label={t('reward.benefit.aboutZh')} hint={t('reward.benefit.aboutHint')} />
        </Row>
        <Row label={t('reward.benefit.aboutEn')} at="/about/en">
          <TextField at="/about/en" label={t('reward.benefit.aboutEn')} />
        </Row>
      </Group>
      <Group title={t('reward.benefit.who')}>
        <Asking event="benefit.use"><ConditionField at="/if" none={t('reward.benefit.everybody')} /></Asking>
      </Group>
      <Group title={t('reward.group.limits')}>
        <Row label={t('reward.benefit.quota')} at="/quota">
          <div className="inline">
            <Select
              value={quota ? quota.every ?? 'month' : 'none'} disabled={locked}
              aria-label={t('reward.benefit.quota')} popupMatchSelectWidth={false}
              onChange={(every: string) => put('/quota', every === 'none' ? undefined
                : { every, uses: quota?.uses ?? 1 })}
              options={['none', ...periods].map((value) => ({
                value, label: t(value === 'none' ? 'reward.noLimit' : `programme.rule.every_${value}`),
              }))}
            />
            {quota ? (
              <NumberField at="/quota/uses" label={t('reward.benefit.uses')} unit={t('reward.benefit.unit')}
                least={1} />
            ) : null}
          </div>
        </Row>
        <Row label={t('reward.benefit.stock')} at="/stock">
          <NumberField at="/stock" label={t('reward.benefit.stock')} unit={t('reward.benefit.unit')} optional
            least={1} />
          <span className="note">{t('reward.benefit.stockNote')}</span>
        </Row>
      </Group>
      <Group title={t('reward.benefit.money')}>
        <Row label={t('reward.benefit.worth')} at="/worth_cents">
          <MoneyField at="/worth_cents" label={t('reward.benefit.worth')} />
        </Row>
        <Row label={t('reward.benefit.cost')} at="/cost_cents">
          <MoneyField at="/cost_cents" label={t('reward.benefit.cost')} />
        </Row>
        <Row label={t('reward.funder')} at="/funder">
          <TextField at="/funder" label={t('reward.funder')} hint={t('reward.funderHint')} />
        </Row>
      </Group>
    </>
  )
}
