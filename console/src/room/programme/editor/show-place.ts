/** Brings the row of a place into view and puts the focus into it: the narrowest row around it. */
export function showPlace(place: string) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-place]')]
  const own = (row: HTMLElement) => row.dataset.place ?? ' '
  const around = rows.filter((row) => place === own(row) || place.startsWith(`${own(row)}/`))
    .sort((a, b) => own(b).length - own(a).length)[0]
  const best = around ?? rows.find((row) => own(row).startsWith(`${place}/`))
  best?.scrollIntoView({ block: 'center' })
  if (!best) return
  // What is live cannot be typed into: then the row itself is where one has arrived.
  best.tabIndex = -1
  const field = best.querySelector<HTMLElement>('input:enabled, textarea:enabled, button:enabled')
  ;(field ?? best).focus({ preventScroll: true })
}
