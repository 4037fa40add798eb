import {
  ApartmentOutlined, AppstoreOutlined, BellOutlined, BulbOutlined, CheckCircleOutlined,
  CheckOutlined, CloseOutlined, CopyOutlined, CrownOutlined, DesktopOutlined, DownOutlined,
  DownloadOutlined, EditOutlined, EllipsisOutlined, ExclamationCircleOutlined, EyeOutlined,
  FieldTimeOutlined, FileTextOutlined, FilterOutlined, GiftOutlined, HistoryOutlined, HomeOutlined,
  InboxOutlined, KeyOutlined, LeftOutlined, LinkOutlined, LogoutOutlined, MenuFoldOutlined,
  MenuOutlined, MenuUnfoldOutlined, MinusCircleOutlined, MoonOutlined, PauseOutlined, PercentageOutlined,
  PlayCircleOutlined, PlusOutlined, ProfileOutlined, QuestionCircleOutlined, ReloadOutlined,
  RightOutlined, SearchOutlined, SendOutlined, SettingOutlined, ShoppingOutlined, StarOutlined,
  TagOutlined,
  SunOutlined, SwapOutlined, TableOutlined, TeamOutlined, ThunderboltOutlined, UnorderedListOutlined,
  UserOutlined, WalletOutlined, WarningOutlined,
} from '@ant-design/icons'

/** One noun, one icon, everywhere. */
export const Icon = {
  today: HomeOutlined, member: TeamOutlined, person: UserOutlined, release: SendOutlined,
  currency: WalletOutlined, tier: CrownOutlined, rule: StarOutlined, event: ThunderboltOutlined,
  failed: WarningOutlined, integration: ApartmentOutlined, key: KeyOutlined, job: FieldTimeOutlined,
  inbox: BellOutlined, order: ShoppingOutlined, gift: GiftOutlined, document: FileTextOutlined,
  history: HistoryOutlined, explain: BulbOutlined, statement: ProfileOutlined,
  search: SearchOutlined, help: QuestionCircleOutlined, light: SunOutlined, dark: MoonOutlined,
  system: DesktopOutlined, leave: LogoutOutlined, fold: MenuFoldOutlined,
  unfold: MenuUnfoldOutlined, menu: MenuOutlined, more: EllipsisOutlined, close: CloseOutlined,
  copy: CopyOutlined, refresh: ReloadOutlined, add: PlusOutlined, edit: EditOutlined,
  remove: MinusCircleOutlined, down: DownOutlined, left: LeftOutlined, right: RightOutlined,
  reveal: EyeOutlined, filter: FilterOutlined, download: DownloadOutlined, table: TableOutlined,
  pause: PauseOutlined, play: PlayCircleOutlined, passed: CheckOutlined, missed: CloseOutlined,
  done: CheckCircleOutlined, problem: ExclamationCircleOutlined, link: LinkOutlined,
  swap: SwapOutlined, list: UnorderedListOutlined, settings: SettingOutlined, empty: InboxOutlined,
  columns: AppstoreOutlined, coupon: TagOutlined, offer: PercentageOutlined,
}
