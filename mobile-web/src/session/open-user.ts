import { askStanding, signPhoneIn } from '@qianyue/api/phones.ts'
import { signIn, signOut } from '@qianyue/api/session.ts'
import { call } from '@qianyue/ui/calls/call.ts'
import { v7 } from 'uuid'
import { httpNetwork } from '../offline/network.ts'
import { Phone, type SignedIn } from '../offline/phone.ts'
import { newDataKey, seal, unseal } from '../offline/sealing.ts'
import { askDeviceLock, makeDeviceLock } from './device-lock.ts'
import { openWithDevice, openWithPin, openWithSecret, sealForDevice, wrap } from './keys.ts'
import { pauseAfterWrong, SEALED_AFTER } from './pin.ts'
import {
  changeUser,
  databaseOf,
  putUser,
  sealUser,
  type User,
  userHere,
  waitingHere,
  wipeUser,
} from './users.ts'

type Credentials = { token: string; signedIn: SignedIn }

/** Who has just signed in, before a PIN was chosen. */
export type Arrived = { signedIn: SignedIn; phoneId: string; token: string; contact: string; secret: string }

/** 登录, with a network. @throws CallError with the server's words. */
export async function arrive(given: {
  username: string
  password: string
  oneTimeCode?: string | undefined
}): Promise<Arrived> {
  const signedIn = await call(signIn, given)
  try {
    const known = await userHere(signedIn.user.id)
    const phoneId = known?.phoneId ?? v7()
    const given = await call(signPhoneIn, {
      id: phoneId,
      name: await phoneName(),
      appVersion: __APP_VERSION__,
    })
    return { signedIn, phoneId, ...given }
  } finally {
    // From here on the phone speaks with its own token: no cookie of one doctor stays for the next.
    await call(signOut, {}).catch(() => {})
  }
}

/** Sets the PIN and opens the copy: the one that was here, or a new one. */
export async function settle(arrived: Arrived, pin: string): Promise<Phone> {
  const { signedIn, phoneId, token, contact, secret } = arrived
  const accountId = signedIn.user.id
  const known = await userHere(accountId)
  const kept = known && (await openWithSecret(known.wrapped, secret))
  if (known && !kept) await wipeUser(accountId)
  const key = kept ?? (await newDataKey())
  await putUser({
    accountId,
    name: signedIn.user.name,
    unitName: signedIn.reach.unitName,
    phoneId,
    contact,
    wrapped: await wrap(key, pin, secret),
    credentials: await seal(key, { token, signedIn } satisfies Credentials),
    wrongPins: 0,
    lockedUntil: 0,
    lastOpenedAt: Date.now(),
  })
  return await openPhone(accountId, key, { token, signedIn })
}

export type Unlocked =
  | { kind: 'opened'; phone: Phone }
  | { kind: 'wrong'; left: number }
  | { kind: 'paused'; until: number }
  | { kind: 'sealed' }

/** Opens the copy with the PIN; no network is needed. */
export async function unlock(accountId: string, pin: string): Promise<Unlocked> {
  const tried = await tryPin(accountId, pin)
  return tried.kind === 'right' ? await openedBy(tried.user, tried.key) : tried
}

/** Opens the copy with the phone's fingerprint or face lock; null when it was broken off or does not answer. */
export async function unlockByDevice(accountId: string): Promise<Unlocked | null> {
  const user = await userHere(accountId)
  if (!user || user.wrapped.localKey === null) return { kind: 'sealed' }
  const { byDevice } = user.wrapped
  const answer = byDevice ? await askDeviceLock(byDevice) : null
  const key = answer && (await openWithDevice(user.wrapped, answer))
  return key ? await openedBy(user, key) : null
}

/**
 * Lets the phone's own lock open the copy beside the PIN, which must be given: who finds the phone open cannot add a finger
 * of theirs. 'unable' when the lock was broken off or gives out no secret.
 */
export async function addDeviceLock(
  accountId: string,
  pin: string,
): Promise<{ kind: 'added' } | { kind: 'unable' } | Exclude<Unlocked, { kind: 'opened' }>> {
  const tried = await tryPin(accountId, pin)
  if (tried.kind !== 'right') return tried
  const { user, key } = tried
  await changeUser(accountId, { wrongPins: 0, lockedUntil: 0 })
  const made = await makeDeviceLock(user.name)
  if (made === null) return { kind: 'unable' }
  const { answer, ...lock } = made
  const sealed = await sealForDevice(key, tried.localKey, answer)
  await changeUser(accountId, { wrapped: { ...user.wrapped, byDevice: { ...lock, sealed } } })
  return { kind: 'added' }
}

export async function removeDeviceLock(accountId: string): Promise<void> {
  const user = await userHere(accountId)
  if (!user) return
  const { byDevice: _, ...wrapped } = user.wrapped
  await changeUser(accountId, { wrapped })
}

type Tried =
  | { kind: 'right'; user: User; key: CryptoKey; localKey: CryptoKey }
  | Exclude<Unlocked, { kind: 'opened' }>

async function tryPin(accountId: string, pin: string): Promise<Tried> {
  const user = await userHere(accountId)
  if (!user || user.wrapped.localKey === null) return { kind: 'sealed' }
  if (user.lockedUntil > Date.now()) return { kind: 'paused', until: user.lockedUntil }
  // Counted before it is tried: who ends the program in between has used a try.
  const wrongPins = user.wrongPins + 1
  await changeUser(accountId, { wrongPins, lockedUntil: Date.now() + pauseAfterWrong(wrongPins) })
  const key = await openWithPin(user.wrapped, pin)
  if (key !== null) return { kind: 'right', user, key, localKey: user.wrapped.localKey }
  if (wrongPins >= SEALED_AFTER) {
    await sealUser(user)
    return { kind: 'sealed' }
  }
  const pause = pauseAfterWrong(wrongPins)
  return pause > 0
    ? { kind: 'paused', until: Date.now() + pause }
    : { kind: 'wrong', left: SEALED_AFTER - wrongPins }
}

async function openedBy({ accountId, credentials }: User, key: CryptoKey): Promise<Unlocked> {
  await changeUser(accountId, { wrongPins: 0, lockedUntil: 0, lastOpenedAt: Date.now() })
  return { kind: 'opened', phone: await openPhone(accountId, key, await unseal(key, credentials)) }
}

async function openPhone(
  accountId: string,
  key: CryptoKey,
  { token, signedIn }: Credentials,
): Promise<Phone> {
  return await Phone.open({ signedIn, key, database: databaseOf(accountId), network: httpNetwork(token) })
}

/**
 * Asks whether a copy is still wanted, and does what the answer says: forgets it, or seals it. The phone does so at every
 * contact, opened or not. Null when the server cannot be reached.
 */
export async function obeyStanding(user: User): Promise<'active' | 'ended' | 'wipe' | null> {
  const { phoneId, contact, accountId } = user
  const request = { phoneId, contact, appVersion: __APP_VERSION__ }
  const waiting = await waitingHere(accountId).catch(() => 0)
  const answer = await call(askStanding, { ...request, waiting }).catch(() => null)
  if (answer === null) return null
  if (answer.standing === 'wipe') {
    await wipeUser(accountId)
    await call(askStanding, { ...request, wiped: true }).catch(() => {})
  } else if (answer.standing === 'ended') await sealUser(user)
  return answer.standing
}

type UserAgentData = { getHighEntropyValues: (hints: string[]) => Promise<{ model?: string }> }

/** What the phone is, for the list on the workstation: its model, where the browser tells it. */
async function phoneName(): Promise<string> {
  const { userAgent, userAgentData } = navigator as Navigator & { userAgentData?: UserAgentData }
  const told = await userAgentData?.getHighEntropyValues(['model']).catch(() => null)
  const model = told?.model || /Android [^;)]*;\s*([^;)]+)/.exec(userAgent)?.[1]?.replace(/ Build.*/, '')
  if (model && model.length > 1) return model.slice(0, 100)
  return /Android/.test(userAgent) ? '安卓手机' : '电脑浏览器'
}
