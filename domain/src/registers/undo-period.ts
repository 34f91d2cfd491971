/** Days for which an import can be undone after it ended; then what was staged of it is taken away. Convention of this program. */
export const UNDO_DAYS = 30

/** The moment until which an import that ended can be undone. */
export function undoUntil(endedAt: Date): Date {
  return new Date(endedAt.getTime() + UNDO_DAYS * 86_400_000)
}
