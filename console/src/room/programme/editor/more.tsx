import { App, Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useArchive, useDiscardDraft } from '../../../client/definition'
import { Icon } from '../../../kit/icon'
import { problemOf, useProblemWords } from '../../../kit/problem'
import { useMay } from '../../../shell/may'

/** The rarer acts: throw the draft away, archive. */
export function More({ kind, id, draft, live, name, list }: {
  kind: string; id: string; draft: boolean; live: boolean; name: string; list: string
}) {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const go = useNavigate()
  const may = useMay()
  const discard = useDiscardDraft()
  const archive = useArchive()
  if (!may('definitions:write') || (!draft && !live)) return null
  const failed = (error: unknown) => void message.error(words(problemOf(error)).what)
  const ask = (what: 'discard' | 'archive') => modal.confirm({
    title: t(`programme.${what}.title`, { name }), content: t(`programme.${what}.note`),
    okText: t(`programme.${what}.act`), okButtonProps: { danger: true }, icon: null,
    onOk: () => (what === 'discard' ? discard : archive).mutateAsync({ kind, key: id }).then(
      () => (what === 'discard' && live ? window.location.reload() : void go(
        what === 'archive' ? '/programme/releases' : list)), failed),
  })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...(draft ? [{ key: 'discard', label: t('programme.discard.open') }] : []),
          ...(live ? [{ key: 'archive', label: t('programme.archive.open') }] : []),
        ],
        onClick: ({ key }) => ask(key as 'discard' | 'archive'),
      }}
    >
      <Button icon={<Icon.more />} aria-label={t('programme.more')} />
    </Dropdown>
  )
}
