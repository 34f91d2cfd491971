import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
/** Steps before and after the present one that count too: a phone's clock is rarely exact. */
const DRIFT_STEPS = 1

/** A new secret for an authenticator app, in base32. Source: RFC 6238 with 20 bytes. */
export function newSecondFactorSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address that a phone's authenticator reads from a QR code. */
export function secondFactorUri(secret: string, username: string, issuer: string): string {
  return new TOTP({
    issuer,
    label: username,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
  }).toString()
}

/** The 30-second step that a code belongs to (动态口令); null when it is none of those around now. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_SECONDS })
  const timestamp = now.getTime()
  const drift = totp.validate({ token: code.replaceAll(' ', ''), window: DRIFT_STEPS, timestamp })
  return drift === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + drift
}
