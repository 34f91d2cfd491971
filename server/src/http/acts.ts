import type { Action } from '@qianyue/domain/access/grants.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { FastifyBaseLogger } from 'fastify'
import type { CompiledQuery } from 'kysely'
import type { Reach, Viewer } from '../access/viewer.ts'
import { auditInsert } from '../audit/audit.queries.ts'
import { type AuditedAct, type AuditNote, type AuditOutcome, writeAudit } from '../audit/audit-trail.ts'
import { type Database, inTransaction } from '../database/database.ts'
import type { Services } from './answer.ts'
import { Company } from './company.ts'
import { type Context, openingOf } from './context.ts'
import { Invalid, NotAllowed, NotFound, NotSignedIn, Refused, TooLarge } from './errors.ts'

export const noReach: Reach = { range: null, units: [], teams: [], residentId: null }

/** A call on its way to its answer: who does what, within which reach, and what the trail says of it. */
export type Act = {
  viewer: Viewer
  /** What the trail calls it. */
  name: string
  action: Action | 'signed-in'
  reach: Reach
  /** The statements that open its transaction. */
  opening: string
  /** What the address names, for an act of which its work has noted nothing. */
  askedAbout: AuditNote
  /** Is in the trail whatever its work notes. */
  isChange: boolean
  log: FastifyBaseLogger
  work: (context: Context, afterCommit: (work: () => void) => void) => Promise<unknown>
}

/** A statement that closes the transaction, with what is asked of it by whom. */
type Closing = {
  statement: (db: Database, questions: readonly unknown[]) => CompiledQuery
  questions: unknown[]
  takers: ((rows: readonly unknown[]) => void)[]
}

/** What an act did. */
type Done = { answered: unknown; afterwards: (() => void)[] }

/** A row that another request has just written, a lock that two hold crosswise: what comes of being sent at once. */
const CAME_AT_ONCE: ReadonlySet<string | undefined> = new Set(['23505', '23P01', '40001', '40P01'])
const MOST_TRIES = 3

/**
 * Does one act. A request that met its own twin, or another about the same, is done anew: it then finds what the other wrote.
 */
export async function doAct(services: Services, act: Act): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    const said = { at: services.now(), notes: [[]] as AuditNote[][] }
    try {
      const [done] = await inOneTransaction(services, [act], said)
      return finish(done!)
    } catch (error) {
      if (tries < MOST_TRIES && CAME_AT_ONCE.has((error as { code?: string }).code)) continue
      const because = isTakenId(error)
        ? new Refused('id-taken', '这个编号已用于另一条记录，请重新打开再保存。')
        : error
      await noteFailure(services, act, said.at, because, said.notes[0]!)
      throw because
    }
  }
}

/** The caller gave something an id that another thing has, within reach or out of it: where rows are hidden, PostgreSQL says no more. */
function isTakenId(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint?.endsWith('_pkey') === true
}

/**
 * Does acts of one call and one reach in one transaction. When one of them cannot be done, nothing of it stays, and each is
 * done by itself, so that one that is refused spoils none.
 */
export async function doTogether(
  services: Services,
  acts: readonly Act[],
): Promise<PromiseSettledResult<unknown>[]> {
  if (acts.length > 1) {
    try {
      const said = { at: services.now(), notes: acts.map(() => []) }
      const done = await inOneTransaction(services, acts, said)
      return done.map((each) => ({ status: 'fulfilled', value: finish(each) }))
    } catch {
      // Whose fault it was is found by doing each alone.
    }
  }
  const ended: PromiseSettledResult<unknown>[] = []
  for (const act of acts) ended.push(...(await Promise.allSettled([doAct(services, act)])))
  return ended
}

async function inOneTransaction(
  { database, crypto }: Services,
  acts: readonly Act[],
  { at, notes }: { at: Date; notes: AuditNote[][] },
): Promise<Done[]> {
  const { opening, name } = acts[0]!
  const given: object[][] = acts.map(() => [])
  const done = await inTransaction(database, opening, async (db, closeWith) => {
    const writeLast = (statement: CompiledQuery) => closeWith(statement)
    const shared = { db, today: dayInShanghai(at), writeLast }
    const company = acts.length > 1 ? new Company(shared) : undefined
    const closings = new Map<unknown, Closing>()
    const ended = await Promise.allSettled(
      acts.map(async ({ viewer, reach, action, work }, place): Promise<Done> => {
        const afterwards: (() => void)[] = []
        const context: Context = {
          ...shared,
          viewer,
          reach,
          action,
          now: at,
          crypto,
          note: (entry) => notes[place]!.push(entry),
          closeWith: (statement, question, fields) => {
            const closing = closings.get(statement) ?? {
              statement: statement as Closing['statement'],
              questions: [],
              takers: [],
            }
            closings.set(statement, closing)
            closing.questions.push(question)
            closing.takers.push((rows) => given[place]!.push(fields(rows as never)))
          },
          ...(company && { company }),
        }
        const answered = await work(context, (later) => afterwards.push(later))
        return { answered, afterwards }
      }),
    )
    const lost = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined
    if (lost) throw lost.reason
    for (const { statement, questions, takers } of closings.values()) {
      closeWith(statement(db, questions), (rows) => {
        for (const take of takers) take(rows)
      })
    }
    const entries = acts.flatMap(({ viewer: { accountId }, askedAbout, isChange }, place) => {
      const said = notes[place]!
      if (said.length === 0 && isChange) said.push(askedAbout)
      return said.map((note) => ({ ...note, accountId }))
    })
    if (entries.length > 0) closeWith(auditInsert(db, crypto, { action: name, outcome: 'done', at }, entries))
    return (ended as PromiseFulfilledResult<Done>[]).map(({ value }) => value)
  })
  return done.map(({ answered, afterwards }, place) => ({
    answered: given[place]!.length === 0 ? answered : Object.assign({}, answered, ...given[place]!),
    afterwards,
  }))
}

function finish({ answered, afterwards }: Done): unknown {
  for (const work of afterwards) work()
  return answered
}

/**
 * What did not happen is part of the trail too: written by itself, because the act's transaction is gone.
 * @param notes what the act had noted before it ended.
 */
export async function noteFailure(
  { database, crypto }: Services,
  { viewer, name, askedAbout, log }: Pick<Act, 'viewer' | 'name' | 'askedAbout' | 'log'>,
  at: Date,
  error: unknown,
  notes: readonly AuditNote[] = [],
): Promise<void> {
  const outcome = outcomeOf(error)
  if (outcome === null) return
  const act: AuditedAct = { accountId: viewer.accountId, action: name, outcome, at }
  await inTransaction(database, openingOf(viewer.countyCode, noReach), (db) =>
    writeAudit(db, crypto, act, notes.length > 0 ? notes : [askedAbout]),
  ).catch((lost) => log.error({ code: (lost as { code?: string }).code }, 'a refusal could not be audited'))
}

/** Null for what never became an act: a request that does not parse or is too large. */
function outcomeOf(error: unknown): AuditOutcome | null {
  if (error instanceof NotAllowed || error instanceof Refused) return 'refused'
  if (error instanceof NotFound) return 'not-found'
  if (error instanceof Invalid || error instanceof NotSignedIn || error instanceof TooLarge) return null
  const { statusCode } = error as { statusCode?: number }
  return statusCode !== undefined && statusCode < 500 ? null : 'failed'
}
