/** The instant of a wall-clock time ("2026-11-30T08:00") in a zone. */
export function instantOf(local: string, zone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null
  const asUtc = new Date(`${local}:00Z`)
  if (Number.isNaN(asUtc.getTime())) return null
  const shown = (at: Date) => {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
      hour: '2-digit', minute: '2-digit',
    }).formatToParts(at).map((part) => [part.type, part.value]))
    return Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:00Z`)
  }
  // Twice, because the offset may change between the guess and the answer.
  let guess = asUtc.getTime()
  for (let round = 0; round < 2; round += 1) guess += asUtc.getTime() - shown(new Date(guess))
  return new Date(guess)
}
