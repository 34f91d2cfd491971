import type * as api from '@qianyue/api/complaints.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { complaintDeadlines } from '@qianyue/domain/complaints/complaint.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { maskPhone } from '@qianyue/domain/residents/phone.ts'
import { inCounty } from '../database/in-county.ts'
import type { Services } from '../http/answer.ts'
import { Invalid, NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { countyNamed, insertComplaint, publicUnits } from './complaints.queries.ts'

/** What one address may send in a minute: a household's phones, not a machine. */
export const PUBLIC_COMPLAINTS_PER_MINUTE = 6

/** The units that anybody may speak about. No session: nothing personal is in it. */
export async function publicComplaintUnits(
  { database, now }: Services,
  { countyCode }: RequestOf<typeof api.publicComplaintUnits>,
) {
  const countyName = await countyNamed(database, countyCode)
  if (countyName === null) throw new NotFound('county')
  return await inCounty(database, countyCode, async (db) => {
    const { supervision } = await policyAt(db, dayInShanghai(now()))
    return {
      countyName,
      units: await publicUnits(db),
      replyWithinDays: supervision.complaints.replyWithinDays,
    }
  })
}

/** 群众意见: taken without a session, and told only by when it is answered. */
export async function takePublicComplaint(
  { database, crypto, now }: Services,
  { countyCode, phone, ...said }: RequestOf<typeof api.publicComplaint>,
) {
  if ((await countyNamed(database, countyCode)) === null) throw new NotFound('county')
  return await inCounty(database, countyCode, async (db) => {
    const today = dayInShanghai(now())
    const { supervision } = await policyAt(db, today)
    const deadlines = complaintDeadlines(today, supervision.complaints)
    if (!(await publicUnits(db)).some(({ code }) => code === said.unitCode))
      throw new Invalid({ unitCode: '请选择机构' })
    await insertComplaint(db, {
      ...said,
      ...deadlines,
      channel: 'online',
      receivedOn: today,
      phoneEncrypted: phone === null ? null : crypto.encrypt(phone),
      phoneMasked: phone === null ? null : maskPhone(phone),
      enteredAt: now(),
      enteredBy: null,
    })
    return { replyBy: deadlines.replyBy }
  })
}
