/** Working hours of a clinic: 08:00–18:00 in Shanghai, Monday to Friday; holidays are not known [project convention]. */
export function isOutOfHours(calledAt: Date): boolean {
  const local = new Date(calledAt.getTime() + 8 * 3600_000)
  const [weekday, hour] = [local.getUTCDay(), local.getUTCHours()]
  return weekday === 0 || weekday === 6 || hour < 8 || hour >= 18
}
