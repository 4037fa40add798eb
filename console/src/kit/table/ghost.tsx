import { useLater } from '../later'

/** Rows in the final shape while the first answer is on its way; nothing before 200 ms. */
export function Ghost({ columns, rows = 8 }: { columns: number; rows?: number }) {
  const late = useLater()
  return (
    <>
      {Array.from({ length: rows }, (_, row) => (
        <tr key={row} className="ghost" aria-hidden="true">
          {Array.from({ length: columns }, (_, column) => (
            <td key={column}>
              <span style={{ width: `${40 + ((row * 7 + column * 13) % 45)}%`, opacity: late ? 1 : 0 }} />
            </td>
          ))}
        </tr>
      ))}
    </>
  )
}
