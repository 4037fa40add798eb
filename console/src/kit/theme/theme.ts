import { theme as antd, type ThemeConfig } from 'antd'
import { palettes, type Palette, type Shade } from './colour'

type MapToken = ReturnType<typeof antd.defaultAlgorithm>
type Seed = Parameters<typeof antd.defaultAlgorithm>[0]

export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", ' +
  '"Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'
export const monoFamily =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace'

/** State colours, whose text forms are set to the same values: antd's own fail 4.5:1. */
function states(p: Palette) {
  return {
    colorPrimary: p.primary, colorPrimaryHover: p.primaryHover, colorPrimaryActive: p.primaryActive,
    colorPrimaryBg: p.primaryBg, colorPrimaryBgHover: p.primaryBgHover,
    colorPrimaryBorder: p.primaryBorder, colorPrimaryBorderHover: p.primaryHover,
    colorPrimaryText: p.link, colorPrimaryTextHover: p.primaryHover,
    colorPrimaryTextActive: p.primaryActive,
    colorInfo: p.primary, colorInfoHover: p.primaryHover, colorInfoActive: p.primaryActive,
    colorInfoBg: p.primaryBg, colorInfoBgHover: p.primaryBgHover, colorInfoBorder: p.primaryBorder,
    colorInfoText: p.link, colorInfoTextHover: p.primaryHover, colorInfoTextActive: p.primaryActive,
    colorLink: p.link, colorLinkHover: p.primaryHover, colorLinkActive: p.primaryActive,
    colorSuccess: p.success, colorSuccessHover: p.success, colorSuccessActive: p.success,
    colorSuccessBg: p.successBg, colorSuccessBgHover: p.successBg,
    colorSuccessBorder: p.successBorder, colorSuccessText: p.success,
    colorSuccessTextHover: p.success, colorSuccessTextActive: p.success,
    colorWarning: p.warning, colorWarningHover: p.warning, colorWarningActive: p.warning,
    colorWarningBg: p.warningBg, colorWarningBgHover: p.warningBg,
    colorWarningBorder: p.warningBorder, colorWarningText: p.warning,
    colorWarningTextHover: p.warning, colorWarningTextActive: p.warning,
    colorError: p.error, colorErrorHover: p.errorHover, colorErrorActive: p.errorActive,
    colorErrorBg: p.errorBg, colorErrorBgHover: p.errorBg, colorErrorBorder: p.errorBorder,
    colorErrorBorderHover: p.errorHover, colorErrorText: p.error,
    colorErrorTextHover: p.errorHover, colorErrorTextActive: p.errorActive,
  }
}

/** Grounds, inks, lines and fills. */
function grounds(p: Palette) {
  return {
    colorBgLayout: p.layout, colorBgContainer: p.container, colorBgElevated: p.elevated,
    colorBgSpotlight: p.spotlight, colorBgBase: p.container, colorTextBase: p.text,
    colorText: p.text, colorTextSecondary: p.textSecondary,
    colorTextTertiary: p.textTertiary, colorTextQuaternary: p.textTertiary,
    colorBorder: p.border, colorBorderSecondary: p.borderSecondary,
    colorFill: p.fill, colorFillSecondary: p.fillSecondary, colorFillTertiary: p.fillTertiary,
    colorFillQuaternary: p.fillQuaternary,
  }
}

const measures = {
  fontSize: 14, fontSizeSM: 12, fontSizeLG: 16, fontSizeXL: 20,
  fontSizeHeading1: 30, fontSizeHeading2: 24, fontSizeHeading3: 20, fontSizeHeading4: 16,
  fontSizeHeading5: 14, lineHeight: 22 / 14, lineHeightSM: 20 / 12, lineHeightLG: 24 / 16,
  lineHeightHeading1: 38 / 30, lineHeightHeading2: 32 / 24, lineHeightHeading3: 28 / 20,
  lineHeightHeading4: 24 / 16, lineHeightHeading5: 22 / 14,
  borderRadius: 6, borderRadiusLG: 10, borderRadiusSM: 4, borderRadiusXS: 4,
  controlHeight: 32, controlHeightSM: 24, controlHeightLG: 40,
  motionDurationFast: '0.1s', motionDurationMid: '0.16s', motionDurationSlow: '0.22s',
}

/**
 * Our values go in as the last algorithm: the dark algorithm would turn a seed into another blue,
 * and a seed cannot be overridden in `token`.
 */
function ours(shade: Shade) {
  const palette = palettes[shade]
  return (seed: Seed, map?: MapToken): MapToken => ({
    ...(map ?? antd.defaultAlgorithm(seed)), ...states(palette), ...grounds(palette), ...measures,
  })
}

function components(p: Palette): ThemeConfig['components'] {
  return {
    Button: {
      fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none',
      contentFontSizeSM: 14,
    },
    Table: {
      headerBg: p.fillQuaternary, headerColor: p.textSecondary, headerSplitColor: 'transparent',
      cellPaddingBlock: 9, cellPaddingInline: 12, cellPaddingBlockMD: 9, cellPaddingInlineMD: 12,
      cellPaddingBlockSM: 5, cellPaddingInlineSM: 12, rowHoverBg: p.fillQuaternary,
      headerBorderRadius: 0, borderColor: p.borderSecondary, headerSortActiveBg: p.fillTertiary,
      headerSortHoverBg: p.fillTertiary, bodySortBg: 'transparent',
    },
    Menu: {
      itemBg: 'transparent', subMenuItemBg: 'transparent', itemSelectedBg: p.primaryBg,
      itemSelectedColor: p.link, itemHeight: 34, activeBarWidth: 0, activeBarBorderWidth: 0,
      itemMarginInline: 8, itemMarginBlock: 1, itemBorderRadius: 6, iconSize: 16,
      collapsedIconSize: 16,
    },
    Layout: {
      siderBg: p.layout, lightSiderBg: p.layout, headerBg: p.container, headerHeight: 48,
      headerPadding: '0 16px', bodyBg: p.layout,
    },
    Tooltip: { colorTextLightSolid: p.spotlightInk },
    Card: { paddingLG: 16, headerFontSize: 16 },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Segmented: { trackBg: p.fillTertiary, itemSelectedBg: p.container },
    Drawer: { paddingLG: 24, footerPaddingBlock: 12, footerPaddingInline: 24 },
    Tag: { defaultBg: p.fillTertiary, defaultColor: p.textSecondary },
  }
}

export function themeOf(shade: Shade, still: boolean): ThemeConfig {
  const palette = palettes[shade]
  const base = shade === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm
  return {
    algorithm: [base, ours(shade)],
    token: {
      fontFamily, fontFamilyCode: monoFamily, wireframe: false, motion: !still,
      colorTextLightSolid: palette.solidInk,
      boxShadow: '0 6px 24px rgb(15 18 24 / 12%)',
      boxShadowSecondary: '0 6px 24px rgb(15 18 24 / 14%)',
      boxShadowTertiary: 'none',
    },
    components: components(palette),
    cssVar: { key: `shuke-${shade}` },
  }
}
