import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'

export async function validCards(
  { db }: Context,
  residentIds: readonly string[],
): Promise<Map<string, string>> {
  if (residentIds.length === 0) return new Map()
  const cards = await db
    .selectFrom('serviceCards')
    .select(['residentId', 'code'])
    .where('residentId', 'in', residentIds)
    .where('replacedAt', 'is', null)
    .execute()
  return new Map(cards.map(({ residentId, code }) => [residentId, code]))
}

/** Two who print at once make one card. */
export async function insertCards(
  { db, viewer }: Context,
  cards: readonly { residentId: string; code: string }[],
): Promise<void> {
  if (cards.length === 0) return
  await db
    .insertInto('serviceCards')
    .values(cards.map((card) => ({ ...card, issuedBy: viewer.accountId })))
    .onConflict((conflict) => conflict.column('residentId').where('replacedAt', 'is', null).doNothing())
    .execute()
}

/** A card is not lost within a minute of the last: that is the same asking, sent twice. */
const SAME_ASKING_MS = 60_000

/** One statement: between looking and replacing, the same asking could have been through meanwhile. */
export async function replaceCard({ db, now }: Context, residentId: string): Promise<void> {
  await db
    .updateTable('serviceCards')
    .set({ replacedAt: now })
    .where('residentId', '=', residentId)
    .where('replacedAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('serviceCards as replaced')
            .select('code')
            .where('replaced.residentId', '=', residentId)
            .where('replaced.replacedAt', '>', new Date(now.getTime() - SAME_ASKING_MS)),
        ),
      ),
    )
    .execute()
}

export async function cardByCode({ db }: Context, code: string) {
  return await db
    .selectFrom('serviceCards')
    .select(['residentId', 'replacedAt'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow(() => new NotFound('service card'))
}
