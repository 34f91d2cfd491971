import { countyUnitCode, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { atExpiry } from '@qianyue/domain/agreements/renewal.ts'
import { addDays, dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import type { Viewer } from '../access/viewer.ts'
import { type AuditNote, writeAudit } from '../audit/audit-trail.ts'
import { inTransaction } from '../database/database.ts'
import { countyCodes } from '../database/in-county.ts'
import type { Services } from '../http/answer.ts'
import { type Context, openingOf } from '../http/context.ts'
import type { Job } from '../jobs/job.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { datesOf } from './agreement-reply.ts'
import { agreementsRunOut, noteTeamsOfDay, withoutSpoiling } from './agreements.queries.ts'
import { agreementToChange, renewalAsked, writeRenewal } from './change-agreement.ts'

/** How far back a day that was missed is made up for. */
const LOOK_BACK_DAYS = 40
/** So many agreements are renewed in one transaction. */
const TOGETHER = 100

/** 到期处理: shortly after midnight, before the figures of the day, and whenever the program starts. */
export const rollAgreementsJob: Job = {
  name: 'roll-agreements',
  daily: '1 0 * * *',
  run: async (services) => {
    for (const code of await countyCodes(services.database)) await rollAgreements(services, code)
  },
  unfinished: async () => [{}],
}

/**
 * What the passing of a day does to a county's agreements: those that ran out go on where the county renews by silence,
 * and every resident's present team is that of the agreement which covers the day. What stands against a renewal (a full
 * team, a member who moved) leaves it expired. Sent twice it changes nothing.
 */
export async function rollAgreements(services: Services, countyCode: number): Promise<void> {
  const tried = new Set<string>()
  for (;;) {
    const found = await asTheProgram(services, countyCode, async (context) => {
      const { db, today } = context
      const policy = await policyAt(db, today)
      if (policy.agreements.expiryPolicy === 'resign') return []
      const since = addDays(today, -LOOK_BACK_DAYS)
      const runOut = await agreementsRunOut(db, today, since, tried.size + TOGETHER)
      const ids = runOut.filter((id) => !tried.has(id)).slice(0, TOGETHER)
      for (const id of ids) {
        tried.add(id)
        await withoutSpoiling(db, async () => {
          const row = await agreementToChange(context, id)
          if (!atExpiry(datesOf(row), policy.agreements, today).startsWith('renews')) return
          const asked = await renewalAsked(context, row, policy, {
            id: newId(),
            termMonths: undefined,
            signatoryId: undefined,
            signedVia: row.signedVia,
            members: undefined,
          })
          await writeRenewal(context, row, policy, asked, { bySilence: true })
        })
      }
      return ids
    })
    if (found.length === 0) break
  }
  await asTheProgram(services, countyCode, ({ db, today }) =>
    noteTeamsOfDay(db, today, addDays(today, -LOOK_BACK_DAYS)),
  )
}

/** Work that nobody asked for: it reaches the whole county, and the trail says that it was no person's. */
async function asTheProgram<Result>(
  { database, crypto, now }: Services,
  countyCode: number,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const range = rangeOf(countyUnitCode(countyCode))
  const reach = { range, units: [], teams: [], residentId: null }
  return await inTransaction(database, openingOf(countyCode, reach), async (db) => {
    const notes: AuditNote[] = []
    const at = now()
    const result = await work({
      db,
      reach,
      action: 'agreements.sign',
      today: dayInShanghai(at),
      now: at,
      crypto,
      note: (entry) => notes.push(entry),
      viewer: { ...nobody, countyCode, unitCode: countyUnitCode(countyCode) },
    })
    await writeAudit(db, crypto, { accountId: null, action: 'agreements.sign', outcome: 'done', at }, notes)
    return result
  })
}

/** Stands where a person would: without an account, so that what is written names nobody. */
const nobody: Viewer = {
  accountId: '',
  username: '',
  name: '系统',
  staffId: null,
  residentId: null,
  countyCode: 0,
  countyName: '',
  unitCode: 0,
  unitName: '',
  roles: [],
  teamIds: [],
  teamVillages: [],
  mustChangePassword: false,
  mustEnrolSecondFactor: false,
  isProgram: true,
  scopes: null,
}
