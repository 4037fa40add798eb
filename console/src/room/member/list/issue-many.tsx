import { App, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssueToMany, type Given, type Receivers } from '../../../client/coupon'
import type { Query } from '../../../client/http'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { Why } from '../../../kit/why'
import { CouponPick, useCouponPick } from '../coupon-pick'
import { PackPick, usePackPick } from '../pack-pick'
import { IdentityField, useIdentityList } from './identity-field'
import { useSure } from './sure'

type Props = {
  /** Everybody whom a filter finds, or those chosen. */
  to: { filter: Query; people: number } | { members: string[] }
  /** What is given, where the drawer is opened from its page. */
  first?: { kind: 'coupon' | 'pack'; key: string }
  onClose: () => void
  onDone?: () => void
}

/** Coupons or a pack for everybody whom a filter finds, for those chosen, or for a list: a job. */
export function IssueManyDrawer({ to, first, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const given = useGiven(first)
  const whom = useWhom(to, !!first)
  const [reason, setReason] = useState('')
  const sure = useSure(whom.people)
  const issue = useIssueToMany()
  const blocked = given.missing ?? whom.missing
    ?? (reason.trim().length < 2 ? t('member.adjust.reasonMissing') : sure.missing)
  const count = whom.people
  const running = useAct(
    (key) => issue.mutateAsync({ key, reason: reason.trim(), given: given.what(), to: whom.receivers() }),
    () => {
      message.success(t('member.bulk.started', { count }))
      onDone?.()
      onClose()
    },
  )
  const packs = given.kind === 'pack'
  return (
    <FormDrawer
      open onClose={onClose} blocked={blocked}
      title={whom.listed && !count ? t('member.list.title')
        : t(packs ? 'member.pack.manyTitle' : 'member.bulk.issueTitle', { count })}
      act={count ? t(packs ? 'member.pack.manyAct' : 'member.bulk.issueAct', { count, each: given.each })
        : t(packs ? 'member.pack.issue' : 'member.coupon.issue')}
      running={running} unchanged={t('member.coupon.unchanged')}
    >
      <div className="form">
        {whom.field}
        {given.field}
        <Why value={reason} onChange={setReason} example={t('member.bulk.example')} />
        <dl className="effect effect-rows" aria-live="polite">
          <div><dt>{t('member.bulk.people')}</dt><dd>{t('member.count', { count })}</dd></div>
          <div>
            <dt>{t('member.bulk.sum')}</dt>
            <dd className="figure">{t('member.bulk.coupons', { count: count * given.each })}</dd>
          </div>
        </dl>
        <p className="note">{t(whom.filtered ? 'member.bulk.issueNote' : 'member.bulk.issueNoteChosen')}</p>
        {sure.field}
      </div>
    </FormDrawer>
  )
}

/** What each of them gets: so many of a coupon, or a pack where there is one. */
function useGiven(first: Props['first']) {
  const { t } = useTranslation()
  const [kind, setKind] = useState(first?.kind ?? 'coupon')
  const coupon = useCouponPick(first?.kind === 'coupon' ? first.key : null)
  const pack = usePackPick(first?.kind === 'pack' ? first.key : null)
  const packs = kind === 'pack'
  return {
    kind,
    each: packs ? pack.size : coupon.count,
    missing: packs ? (pack.pack ? null : t('member.pack.noneLive'))
      : coupon.coupon ? null : t('member.coupon.noTemplate'),
    what: (): Given => (packs ? { pack: pack.pack!.key }
      : { coupon: coupon.coupon!.key, count: coupon.count }),
    field: (
      <>
        {pack.live.length > 0 ? (
          <div className="field">
            <span>{t('member.pack.what')}</span>
            <Segmented
              value={kind} onChange={setKind}
              options={(['coupon', 'pack'] as const).map((value) => ({ value, label: t(`words.${value}`) }))}
            />
          </div>
        ) : null}
        {packs ? <PackPick chosen={pack} />
          : <CouponPick chosen={coupon} howMany={t('member.bulk.couponsEach')} />}
      </>
    ),
  }
}

/** Who they are. Instead of a filter there may be a list, which comes first where nothing is filtered. */
function useWhom(to: Props['to'], listFirst: boolean) {
  const { t } = useTranslation()
  const [by, setBy] = useState<'filter' | 'list'>(listFirst ? 'list' : 'filter')
  const list = useIdentityList()
  if ('members' in to) return {
    people: to.members.length, listed: false, filtered: false, missing: null, field: null,
    receivers: (): Receivers => to,
  }
  const listed = by === 'list'
  return {
    people: listed ? list.people : to.people,
    listed,
    filtered: !listed,
    missing: listed ? list.missing : to.people === 0 ? t('member.bulk.issueNobody') : null,
    // Nobody gets any if more match by the time the job begins than are shown here.
    receivers: (): Receivers => (listed ? { members: list.members() }
      : { filter: to.filter, most: to.people }),
    field: (
      <>
        <div className="field">
          <span>{t('member.list.whom')}</span>
          <Segmented
            value={by} onChange={setBy}
            options={[
              {
                value: 'filter', label: t(Object.keys(to.filter).length > 0
                  ? 'member.list.byFilter' : 'member.list.everybody', { count: to.people }),
              },
              { value: 'list', label: t('member.list.byList') },
            ]}
          />
        </div>
        {listed ? <IdentityField list={list} /> : null}
      </>
    ),
  }
}
