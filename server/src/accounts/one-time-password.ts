import type { FieldCrypto } from '../secrets/field-crypto.ts'

/** Days that a password made by the system may be used for the first sign-in. */
export const ONE_TIME_PASSWORD_DAYS = 7

/** Minutes in which a call that was sent twice is told the secret again; afterwards it is shown no more. */
const SHOWN_AGAIN_MINUTES = 10

// Letters and figures that nobody takes for another when they are read out.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/**
 * The one-time password (一次性密码) of a creation or reset, `abcd-efgh-jkmn`: it follows from the id with the key
 * outside the database, so that a call sent twice is answered alike and nothing is kept.
 */
export function oneTimePassword(crypto: FieldCrypto, id: string): string {
  const bytes = crypto.keyedHash('one-time password', id)
  const letters = [...bytes.subarray(0, 24)].reduce<string[]>((all, byte, index) => {
    if (index % 2 === 0) all.push(LETTERS[((byte << 8) | bytes[index + 1]!) % LETTERS.length]!)
    return all
  }, [])
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 12)]
    .map((part) => part.join(''))
    .join('-')
}

/** A program's bearer token (访问令牌), from its id in the same way. */
export function bearerToken(crypto: FieldCrypto, id: string): string {
  return `qy_${crypto.keyedHash('bearer token', id).toString('base64url')}`
}

export function mayBeShownAgain(madeAt: Date, now: Date): boolean {
  return now.getTime() - madeAt.getTime() < SHOWN_AGAIN_MINUTES * 60_000
}
