/**
 * The colours of the product, from the design guide (section "How it looks"). Nothing else in the
 * console names a colour: styles read CSS variables made from these, antd reads its map tokens.
 */
export type Shade = 'light' | 'dark'

const light = {
  layout: '#F5F4F0', container: '#FFFFFF', elevated: '#FFFFFF', spotlight: '#1B2233',
  text: '#1B2233', textSecondary: '#4A5264', textTertiary: '#656D7E',
  border: '#C6C3BA', borderSecondary: '#E6E4DD',
  fill: '#E3E1DA', fillSecondary: '#ECEAE4', fillTertiary: '#F2F1EC', fillQuaternary: '#F8F7F4',
  primary: '#2B50AA', primaryHover: '#3E66C4', primaryActive: '#1F3D86',
  primaryBg: '#EFF4FC', primaryBgHover: '#D6E2F9', primaryBorder: '#B8CCF6', link: '#2B50AA',
  success: '#1F7A4D', successBg: '#EAF6EF', successBorder: '#B9DFC9',
  warning: '#96590A', warningBg: '#FCF3E1', warningBorder: '#EBD2A0',
  error: '#C0322B', errorHover: '#D2493F', errorActive: '#9A241F',
  errorBg: '#FCEDEB', errorBorder: '#F0C0BB',
  solidInk: '#FFFFFF', spotlightInk: '#FFFFFF',
  persimmon: '#D2521A', persimmonText: '#B8450F', baseline: '#7A8190',
}

export type Palette = typeof light

const dark: Palette = {
  layout: '#0F1218', container: '#171B23', elevated: '#1F2430', spotlight: '#2E3542',
  text: '#E8EAF0', textSecondary: '#B3B9C6', textTertiary: '#8F97A8',
  border: '#3A4252', borderSecondary: '#262C38',
  fill: '#2E3542', fillSecondary: '#282E3A', fillTertiary: '#222833', fillQuaternary: '#1C212B',
  primary: '#6C92F0', primaryHover: '#86A6F4', primaryActive: '#587FD7',
  primaryBg: '#1D2740', primaryBgHover: '#233251', primaryBorder: '#375598', link: '#8FB0FF',
  success: '#4FBF88', successBg: '#14281F', successBorder: '#275C42',
  warning: '#E0A33A', warningBg: '#2B2212', warningBorder: '#6B4F1C',
  error: '#F0716A', errorHover: '#F58F89', errorActive: '#D65850',
  errorBg: '#311A1A', errorBorder: '#7A3733',
  solidInk: '#0B1020', spotlightInk: '#E8EAF0',
  persimmon: '#F08A55', persimmonText: '#F08A55', baseline: '#8F97A8',
}

export const palettes: Record<Shade, Palette> = { light, dark }

/** Series colours, in this order: told apart also by protan, deutan and tritan sight. */
export const series: Record<Shade, string[]> = {
  light: ['#2B50AA', '#B55809', '#5B887D', '#793962', '#C58A00', '#029CEF'],
  dark: ['#6C92F0', '#EE7A2B', '#3FD6A6', '#A9708F', '#FFC233', '#CFE8FF'],
}

/** Nine steps from little to much. */
export const sequential: Record<Shade, string[]> = {
  light: ['#EFF4FC', '#D6E2F9', '#B8CCF6', '#99B5F0', '#7A9DE6', '#5B82DA', '#3F67C4', '#2A4FA9',
    '#1C387F'],
  dark: ['#1C222E', '#233251', '#2C4375', '#375598', '#4568B6', '#587FD7', '#7199EF', '#97B7F8',
    '#C6D8FD'],
}

/** Seven steps with zero in the middle. */
export const diverging: Record<Shade, string[]> = {
  light: ['#A94701', '#D6743D', '#ECB38C', '#F2F0EC', '#A0C0EE', '#618BD8', '#2B50AA'],
  dark: ['#F5A06F', '#CF6E37', '#884725', '#292B30', '#3E5993', '#547CD3', '#8DB0F7'],
}

/** Ink that is readable on a step (1–9) of the sequential ramp. */
export function rampInk(shade: Shade, step: number): string {
  const dark = '#0B1020'
  if (shade === 'light') return step <= 6 ? dark : '#FFFFFF'
  return step <= 5 ? '#FFFFFF' : dark
}

/** Tiers are ordered, so they take ramp steps 3…9 by rank. `rank` counts from 0 of `count`. */
export function tierStep(rank: number, count: number): number {
  if (count <= 1) return 6
  return Math.round(3 + (6 * rank) / (count - 1))
}

/** CSS variables of one palette, for the stylesheet. */
export function variables(shade: Shade): Record<string, string> {
  const named = Object.entries(palettes[shade]).map(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value,
  ])
  const steps = sequential[shade].map((value, index) => [`--ramp-${index + 1}`, value])
  const inks = sequential[shade].map((_, index) => [
    `--ramp-ink-${index + 1}`, rampInk(shade, index + 1),
  ])
  return Object.fromEntries([...named, ...steps, ...inks]) as Record<string, string>
}
