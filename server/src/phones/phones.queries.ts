import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { tokenHash } from '../session/viewer.queries.ts'

const shown = [
  'id',
  'name',
  'appVersion',
  'waiting',
  'signedInAt',
  'lastSeenAt',
  'endedAt',
  'wipe',
  'wipedAt',
] as const

export async function phonesOf(db: Database, accountId: string) {
  return await db
    .selectFrom('phones')
    .select(shown)
    .where('accountId', '=', accountId)
    .orderBy('lastSeenAt', 'desc')
    .execute()
}

export async function phoneOf(db: Database, accountId: string, phoneId: string) {
  return await db
    .selectFrom('phones')
    .select(shown)
    .where('accountId', '=', accountId)
    .where('id', '=', phoneId)
    .executeTakeFirst()
}

/** The phone with its secret, whoever's it is. */
export async function phoneToSignIn(db: Database, phoneId: string) {
  return await db
    .selectFrom('phones')
    .select(['accountId', 'secret', 'wipe'])
    .where('id', '=', phoneId)
    .executeTakeFirst()
}

export async function putPhone(
  db: Database,
  phone: {
    id: string
    accountId: string
    name: string
    appVersion: string
    secret: Buffer
    token: string
    contact: string
    now: Date
  },
): Promise<void> {
  const { id, accountId, secret, token, contact, now, name, appVersion } = phone
  const anew = {
    name,
    appVersion,
    tokenHash: tokenHash(token),
    contactHash: tokenHash(contact),
    signedInAt: now,
    lastSeenAt: now,
    endedAt: null,
  }
  await db
    .insertInto('phones')
    .values({ id, accountId, secret, ...anew })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(anew))
    .execute()
}

/** The account that a phone speaks for; null when its token is unknown or was ended. */
export async function phoneHolder(database: Database, token: string, now: Date) {
  const found = await database
    .selectFrom('phones')
    .select([
      'id',
      'accountId',
      sql<boolean>`last_seen_at < ${now}::timestamptz - interval '1 minute'`.as('stale'),
    ])
    .where('tokenHash', '=', tokenHash(token))
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (found?.stale) {
    await database.updateTable('phones').set({ lastSeenAt: now }).where('id', '=', found.id).execute()
  }
  return found
}

/** What a phone is told that asks without having been unlocked; null when it is not what it says. */
export async function noteContact(
  database: Database,
  contact: {
    phoneId: string
    contact: string
    appVersion: string
    waiting: number
    wiped: boolean
    now: Date
  },
): Promise<{ ended: boolean; wipe: boolean } | null> {
  const { phoneId, now, wiped, appVersion, waiting } = contact
  const found = await database
    .updateTable('phones')
    .set({
      lastSeenAt: now,
      appVersion,
      waiting,
      ...(wiped ? { wipedAt: sql<Date>`case when wipe then coalesce(wiped_at, ${now}) end` } : {}),
    })
    .where('id', '=', phoneId)
    .where('contactHash', '=', tokenHash(contact.contact))
    .returning(['endedAt', 'wipe'])
    .executeTakeFirst()
  return found ? { ended: found.endedAt !== null, wipe: found.wipe } : null
}

export async function endPhone(db: Database, phoneId: string, wipe: boolean, now: Date): Promise<void> {
  await db
    .updateTable('phones')
    .set({ endedAt: sql<Date>`coalesce(ended_at, ${now})`, wipe: sql<boolean>`wipe or ${wipe}` })
    .where('id', '=', phoneId)
    .execute()
}

/** Everywhere one is signed in ends, phones too: their copies open again when their doctor signs in. */
export async function endPhonesOf(db: Database, accountId: string, now: Date): Promise<void> {
  await db
    .updateTable('phones')
    .set({ endedAt: now })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .execute()
}
