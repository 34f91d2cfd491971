import { Dexie, type Table } from 'dexie'
import { LocalDatabase } from '../offline/local-database.ts'
import type { Sealed } from '../offline/sealing.ts'
import type { Wrapped } from './keys.ts'

/** Somebody who works with this phone. */
export type User = {
  accountId: string
  name: string
  unitName: string
  /** By which the server knows this person's copy on this phone. */
  phoneId: string
  /** With which the phone asks, while locked, whether the copy is still wanted. */
  contact: string
  wrapped: Wrapped
  /** The token and who is signed in, sealed with the copy's key. */
  credentials: Sealed
  wrongPins: number
  /** No PIN is taken before, ms of the phone's clock. */
  lockedUntil: number
  lastOpenedAt: number
}

/** Everybody who works with this phone; each has a database of their own. */
class Users extends Dexie {
  declare users: Table<User, string>

  constructor() {
    super('qianyue-phone')
    this.version(1).stores({ users: 'accountId' })
  }
}

const registry = new Users()

export async function usersHere(): Promise<User[]> {
  return (await registry.users.toArray()).sort((a, b) => b.lastOpenedAt - a.lastOpenedAt)
}

export async function userHere(accountId: string): Promise<User | undefined> {
  return await registry.users.get(accountId)
}

export async function putUser(user: User): Promise<void> {
  await registry.users.put(user)
}

export async function changeUser(accountId: string, change: Partial<User>): Promise<void> {
  await registry.users.update(accountId, change)
}

export function databaseOf(accountId: string): LocalDatabase {
  return new LocalDatabase(`qianyue-${accountId}`)
}

/** Entries of the outbox that the server has not taken; no key is needed to count them. */
export async function waitingHere(accountId: string): Promise<number> {
  return await databaseOf(accountId).outbox.where('state').notEqual('accepted').count()
}

/** 封存: the copy stays, and nothing on the phone can open it: signing in again does. */
export async function sealUser(user: User): Promise<void> {
  await changeUser(user.accountId, { wrapped: { ...user.wrapped, localKey: null } })
}

/** 清除: the copy, what was not sent and the keys are gone. */
export async function wipeUser(accountId: string): Promise<void> {
  await registry.users.delete(accountId)
  await databaseOf(accountId).delete()
}
