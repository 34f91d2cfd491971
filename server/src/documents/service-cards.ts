import { randomInt } from 'node:crypto'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { residentIsReached } from '../residents/reachable-residents.ts'
import { cardByCode, insertCards, replaceCard, validCards } from './service-cards.queries.ts'

/** Without I, O, 0 and 1, which are mistaken for each other when a number is read out. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A number that says nothing about its holder and cannot be guessed: 16 of 32 letters are 80 bits. */
function newCardCode(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `QY-${group()}-${group()}-${group()}-${group()}`
}

/** The valid card of each resident; a card is made for who has none. */
export async function cardsOf(
  context: Context,
  residentIds: readonly string[],
): Promise<Map<string, string>> {
  const known = await validCards(context, residentIds)
  const without = residentIds.filter((id) => !known.has(id))
  await insertCards(
    context,
    without.map((residentId) => ({ residentId, code: newCardCode() })),
  )
  return without.length === 0 ? known : await validCards(context, residentIds)
}

/** 补发: the lost card is no longer valid. */
export async function replaceServiceCard(context: Context, { id }: { id: string }) {
  if (!(await residentIsReached(context, id))) throw new NotFound('resident')
  await replaceCard(context, id)
  const cards = await cardsOf(context, [id])
  context.note({ residentId: id, subject: 'service-card' })
  const code = cards.get(id)
  if (code === undefined) throw new NotFound('resident')
  return { code }
}

/** Whose card it is: found only within reach, and said when the card was replaced. */
export async function findServiceCard(context: Context, { code }: { code: string }) {
  const card = await cardByCode(context, code)
  context.note({ residentId: card.residentId, subject: 'service-card' })
  return { residentId: card.residentId, valid: card.replacedAt === null }
}
