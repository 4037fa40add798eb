import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, type Query } from '../../../client/http'
import { useExport } from '../../../client/job'
import { Icon } from '../../../kit/icon'
import { problemOf, useProblemWords } from '../../../kit/problem'
import { useMay } from '../../../shell/may'

/** The filtered set, or the chosen members, as a job. */
export function Export({ filter, members, total, small }: {
  filter: Query; members?: string[]; total?: number | null; small?: boolean
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const words = useProblemWords()
  const may = useMay()
  const run = useExport()
  const [key, setKey] = useState(newKey)
  if (!may('exports:write')) return null
  const act = () => run.mutate({ filter, members, key }, {
    onSuccess: () => {
      setKey(newKey())
      message.success(t('member.exporting'))
    },
    onError: (error) => message.error(words(problemOf(error)).what),
  })
  return (
    <Button
      icon={<Icon.download />} loading={run.isPending} onClick={act} disabled={total === 0}
      size={small ? 'small' : undefined} title={total === 0 ? t('member.exportNobody') : undefined}
    >
      {total ? t('member.export', { count: total }) : t('member.exportAll')}
    </Button>
  )
}
