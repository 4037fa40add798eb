import { Drawer } from 'antd'
import { Wordmark } from '../kit/mark'
import { Sider } from './sider'

/** The menu on a small screen. */
export function SiderDrawer({ permissions, onClose }: {
  permissions?: string[]; onClose: () => void
}) {
  return (
    <Drawer
      open onClose={onClose} placement="left" size={248} title={<Wordmark size={20} />}
      styles={{ body: { padding: '8px 0' } }}
    >
      <Sider permissions={permissions} collapsed={false} foldable={false} onGo={onClose} />
    </Drawer>
  )
}
