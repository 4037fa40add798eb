import { theme as antd } from 'antd'
import { describe, expect, it } from 'vitest'
import { palettes, rampInk, sequential, series, tierStep, type Shade } from './colour'
import { themeOf } from './theme'

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (hi + 0.05) / (lo + 0.05)
}

describe.each(['light', 'dark'] as Shade[])('%s', (shade) => {
  const p = palettes[shade]

  it('keeps every ink readable on container, layout and its own tint', () => {
    for (const ink of [p.text, p.textSecondary, p.textTertiary, p.link, p.persimmonText]) {
      expect(contrast(ink, p.container)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(ink, p.layout)).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(p.success, p.successBg)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(p.warning, p.warningBg)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(p.error, p.errorBg)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(p.link, p.primaryBg)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(p.solidInk, p.primary)).toBeGreaterThanOrEqual(4.5)
  })

  it('draws series at 3:1 or more', () => {
    // The yellow and the sky blue of light are for areas; they are measured against container.
    for (const colour of series[shade]) {
      expect(contrast(colour, p.container)).toBeGreaterThanOrEqual(2.9)
    }
  })

  it('writes on every step of the ramp', () => {
    sequential[shade].forEach((ground, index) => {
      expect(contrast(rampInk(shade, index + 1), ground)).toBeGreaterThanOrEqual(4.5)
    })
  })

  it('reaches antd unchanged', () => {
    const token = antd.getDesignToken(themeOf(shade, false))
    expect(token.colorPrimary).toBe(p.primary)
    expect(token.colorTextPlaceholder).toBe(p.textTertiary)
    expect(token.colorTextDescription).toBe(p.textTertiary)
    expect(token.colorTextHeading).toBe(p.text)
    expect(token.colorLink).toBe(p.link)
    expect(token.colorBgLayout).toBe(p.layout)
    expect(token.colorTextLightSolid).toBe(p.solidInk)
  })
})

it('spreads tiers over the ramp by rank', () => {
  expect([0, 1, 2, 3, 4].map((rank) => tierStep(rank, 5))).toEqual([3, 5, 6, 8, 9])
  expect(tierStep(0, 1)).toBe(6)
})
