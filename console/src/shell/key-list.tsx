import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { modName } from '../kit/keys'

const groups: { name: string; keys: [string, string][] }[] = [
  { name: 'everywhere', keys: [['mod K', 'search'], ['?', 'keys'], ['Esc', 'close']] },
  {
    name: 'lists',
    keys: [['/', 'filter'], ['j', 'down'], ['k', 'up'], ['Enter', 'open'], ['shift Enter', 'page'],
      ['x', 'select'], ['e', 'explain']],
  },
  { name: 'drawers', keys: [['[', 'previous'], [']', 'next'], ['c', 'copy']] },
  {
    name: 'editor',
    keys: [['mod S', 'save'], ['mod Enter', 'primary'], ['alt 1…5', 'tabs'], ['alt ↑↓', 'move'],
      ['alt →', 'nest']],
  },
]

/** What `?` shows. */
export function KeyList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('frame.keys.title')} width={640}>
      <div className="key-list">
        {groups.map((group) => (
          <section key={group.name}>
            <h3>{t(`frame.keys.group.${group.name}`)}</h3>
            <dl>
              {group.keys.map(([key, act]) => (
                <div key={act}>
                  <dt>
                    {key.split(' ').map((part) => (
                      <kbd key={part}>{part === 'mod' ? modName : part === 'alt' ? 'Alt'
                        : part === 'shift' ? 'Shift' : part}</kbd>
                    ))}
                  </dt>
                  <dd>{t(`frame.keys.act.${act}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
