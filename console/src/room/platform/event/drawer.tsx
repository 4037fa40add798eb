import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useEvent } from '../../../client/event'
import { releaseName } from '../../../client/release'
import type { EventRow } from '../../../client/types'
import { DetailHeader } from '../../../kit/detail-header'
import { Drawer } from '../../../kit/drawer'
import { Icon } from '../../../kit/icon'
import { Json } from '../../../kit/json'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Code } from '../../../kit/show'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'

/** One event: header from the row, then its data and what it set off. */
export function EventDrawer({ source, id, row, onClose, onPrevious, onNext }: {
  source: string
  id: string
  row: EventRow | undefined
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { open } = useOpen()
  const { data, error, refetch } = useEvent(source, id)
  const shown = data ?? row
  const member = shown?.member
  const seq = shown?.seq
  return (
    <Drawer
      open kind="edit" title={format.say(shown?.title) || shown?.type || id} onClose={onClose}
      onPrevious={onPrevious} onNext={onNext}
      acts={member && seq ? (
        <Button size="small" icon={<Icon.explain />} onClick={() => open('explain', member, seq)}>
          {t('platform.event.explain')}
        </Button>
      ) : null}
    >
      <DetailHeader facts={[
        { title: t('platform.event.id'), value: <Code value={id} most={22} /> },
        { title: t('platform.event.source'), value: source },
        { title: t('platform.event.time'), value: shown ? format.time(shown.time) : '…' },
        { title: t('platform.event.at'), value: shown ? format.time(shown.at) : '…' },
        { title: t('words.release'), value: releaseName(shown?.release) },
      ]} />
      {member ? (
        <p className="drawer-line">
          <Link to={`/member/members/${member}`}>{t('platform.event.toMember')}</Link>
        </p>
      ) : null}
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={8} /> : null}
      {data ? (
        <>
          <section className="section">
            <h3>{t('platform.event.data')}</h3>
            <Json value={data.data} />
          </section>
          {data.effects?.length ? (
            <section className="section">
              <h3>{t('words.effect')}</h3>
              <Json value={data.effects} />
            </section>
          ) : null}
        </>
      ) : null}
    </Drawer>
  )
}
