const drawn = {
  home: 'M4 11.5 12 4l8 7.5V20h-5.5v-5h-5v5H4z',
  points: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM8.5 12.5 11 15l4.5-5.5',
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM20 14v6h-6M17.5 17.5H20',
  tiers: 'M4 20h4v-5H4zM10 20h4V10h-4zM16 20h4V5h-4z',
  coupons: 'M4 6.5h16v4a1.8 1.8 0 0 0 0 3.5v4H4v-4a1.8 1.8 0 0 0 0-3.5zM13.5 6.5v11.5',
  value: 'M3.5 6.500h17v11.500h-17zM3.500 10h17M15.500 14.500h2',
  plans: 'M4 8l4 3.500L12 5l4 6.500L20 8l-1.500 11h-13z',
  mall: 'M5 8.5h14l-1 11.5H6zM9 8.5V7a3 3 0 0 1 6 0v1.5',
  me: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5c.8-4 3.7-6 7.5-6s6.700 2 7.500 6',
  transfer: 'M4 8.5h13.500M14 5l3.500 3.500L14 12M20 15.500H6.500M10 12l-3.500 3.500L10 19',
  family: 'M8.5 4.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM16.5 7a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z'
    + 'M2.5 19.5c.5-4 2.7-6 6-6s5.500 2 6 6M16 15c3.2-.300 5 1.500 5.500 4.500',
  privacy: 'M12 3.500l7.500 3v5c0 4.500-3 7.500-7.500 9-4.500-1.500-7.500-4.500-7.500-9v-5z',
} as const

export type IconName = keyof typeof drawn

/** One stroke, 24 px; always beside a word. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
      strokeWidth="1.7" strokeLinejoin="round" strokeLinecap="round" aria-hidden="true">
      <path d={drawn[name]} />
    </svg>
  )
}
