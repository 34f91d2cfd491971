export const PIN_DIGITS = 6

/** Wrong PINs in a row after which the phone's own key is taken away and only signing in opens the copy. */
export const SEALED_AFTER = 10

/** How long the phone takes no PIN after so many wrong ones in a row, ms: nothing for a slip, growing from the fifth. */
export function pauseAfterWrong(wrong: number): number {
  const pauses = [30_000, 60_000, 5 * 60_000, 15 * 60_000, 30 * 60_000]
  return wrong < 5 ? 0 : pauses[Math.min(wrong - 5, pauses.length - 1)]!
}

/** Why a PIN is not taken, in words; null when it is. What is tried first is no PIN. */
export function whyWeak(pin: string): string | null {
  if (!/^\d{6}$/.test(pin)) return `请输入 ${PIN_DIGITS} 位数字。`
  if (new Set(pin).size < 3) return '数字重复太多，请换一个。'
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])))
  if (steps.size === 1) return '连续的数字太容易猜到，请换一个。'
  return null
}
