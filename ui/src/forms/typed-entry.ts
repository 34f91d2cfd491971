/** What keys mean in a form that is filled with number keys and Tab. */

const fullWidth = /[０-９．－]/g

/** The number a clerk typed, full-width digits and a comma for the point included; null while it is none. */
export function typedNumber(text: string): number | null {
  const plain = text
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[，,。]/g, '.')
    .trim()
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return null
  return Number(plain)
}

/** How a code comes from digits typed one after the other. */
type TypedCode = {
  /** Digits kept for a longer code. */
  readonly buffer: string
  readonly chosen: string | null
  /** The code chosen by the digit before, which this digit makes a longer one of. */
  readonly instead: string | null
}

/** What one more digit chooses among the codes: 1 at once, and 12 when 2 follows soon and there is a 12. */
export function typeDigit(buffer: string, digit: string, codes: readonly string[]): TypedCode {
  const longer = buffer + digit
  if (buffer !== '' && codes.some((code) => code.startsWith(longer))) {
    const chosen = codes.includes(longer) ? longer : null
    return { buffer: keepFor(longer, codes), chosen, instead: codes.includes(buffer) ? buffer : null }
  }
  if (!codes.some((code) => code.startsWith(digit))) return { buffer: '', chosen: null, instead: null }
  return { buffer: keepFor(digit, codes), chosen: codes.includes(digit) ? digit : null, instead: null }
}

function keepFor(typed: string, codes: readonly string[]): string {
  return codes.some((code) => code !== typed && code.startsWith(typed)) ? typed : ''
}
