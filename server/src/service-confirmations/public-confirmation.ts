import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/service-confirmations.ts'
import { denialSentence } from '@qianyue/domain/authenticity/question.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { nameWithoutGiven } from '@qianyue/domain/residents/name-without-given.ts'
import { confirmationState, lastDayOf } from '@qianyue/domain/service-confirmations/confirmation.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { v5 as nameBasedId } from 'uuid'
import { insertQuestions } from '../authenticity/authenticity.queries.ts'
import { countyNamed } from '../complaints/complaints.queries.ts'
import type { Database } from '../database/database.ts'
import { inCounty } from '../database/in-county.ts'
import { formsFilledInOn } from '../forms/local-forms.ts'
import type { Services } from '../http/answer.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { confirmationByLink, writeAnswer } from './service-confirmations.queries.ts'

/** A resident answers once; a machine that guesses codes does not come far. */
export const CONFIRMATIONS_PER_MINUTE = 20

type Link = RequestOf<typeof api.publicConfirmation>

/** What the link asks about: who did what on which day, nothing of what was found. */
export async function publicConfirmation(services: Services, link: Link) {
  return await behindLink(services, link, async ({ db, row, state, countyName, until }) => {
    const { performedOn } = row
    return {
      state,
      countyName,
      until,
      unitName: row.unitName,
      staffName: row.staffName,
      residentName: nameWithoutGiven(row.residentName),
      serviceName: await nameOfService(db, row),
      performedOn,
    }
  })
}

async function nameOfService(db: Database, { form, service, performedOn }: Behind['row']): Promise<string> {
  if (service !== null) return serviceName(service)
  return findForm(form, await formsFilledInOn({ db }, performedOn))?.name ?? form
}

/** 居民确认, once: what was answered first stands. A denial is a question to whoever recorded the service. */
export async function answerPublicConfirmation(
  services: Services,
  { wasGiven, words, ...link }: RequestOf<typeof api.answerPublicConfirmation>,
) {
  return await behindLink(services, link, async ({ db, row, state }) => {
    if (state === 'over') throw new Refused('confirmation-over', '这个链接已经过期，谢谢您。')
    if (state !== 'open') return { state }
    await writeAnswer(db, row.recordId, { wasGiven, words, answeredAt: services.now() })
    if (!wasGiven) await askWhoRecorded(db, row, words)
    return { state: wasGiven ? ('confirmed' as const) : ('denied' as const) }
  })
}

async function askWhoRecorded(db: Database, row: Behind['row'], words: string): Promise<void> {
  const { recordId, staffId, unitCode, performedOn } = row
  // A service under nobody's name: the denial stands with the record, there is nobody to ask.
  if (staffId === null) return
  await insertQuestions(db, [
    {
      id: nameBasedId(`denied/${recordId}`, nameBasedId.URL),
      unitCode,
      staffId,
      checkCode: 'denied',
      recordIds: [recordId],
      fromDay: performedOn,
      toDay: performedOn,
      sentence: denialSentence({ serviceName: await nameOfService(db, row), performedOn, words }),
    },
  ])
}

type Behind = {
  db: Database
  row: NonNullable<Awaited<ReturnType<typeof confirmationByLink>>>
  state: ReturnType<typeof confirmationState>
  countyName: string
  until: ReturnType<typeof lastDayOf>
}

async function behindLink<Result>(
  { database, crypto, now }: Services,
  { countyCode, code }: Link,
  work: (behind: Behind) => Promise<Result>,
): Promise<Result> {
  const countyName = await countyNamed(database, countyCode)
  if (countyName === null) throw new NotFound('county')
  return await inCounty(database, countyCode, async (db) => {
    const row = await confirmationByLink(db, crypto.keyedHash('confirmation link', code))
    if (!row) throw new NotFound('confirmation')
    const askedOn = dayInShanghai(row.askedAt)
    const { wasGiven, withdrawnAt } = row
    const state = confirmationState(
      { askedOn, wasGiven, withdrawn: withdrawnAt !== null },
      dayInShanghai(now()),
    )
    return await work({ db, row, state, countyName, until: lastDayOf(askedOn) })
  })
}
