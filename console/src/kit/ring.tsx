/** The ring not quite closed with the ripe persimmon in its gap. */
export function Mark({ size = 24 }: { size?: number }) {
  const small = size <= 16
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="none" aria-hidden="true">
      <path
        d="M20.31 10.23A8.5 8.5 0 1 1 13.77 3.69" stroke="var(--mark-ring)"
        strokeWidth={small ? 3.6 : 3} strokeLinecap="round"
      />
      <circle cx="18" cy="6" r={small ? 3 : 2.7} fill="var(--mark-dot)" />
    </svg>
  )
}
