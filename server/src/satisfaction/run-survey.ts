import { randomBytes } from 'node:crypto'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/satisfaction.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { bornBy } from '@qianyue/domain/days/local-date.ts'
import { answerFaults, type SurveyQuestion } from '@qianyue/domain/satisfaction/survey.ts'
import { drawSample } from '@qianyue/domain/spot-checks/sample.ts'
import { v5 as nameBasedId } from 'uuid'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { describeSurvey } from './describe-survey.ts'
import * as queries from './satisfaction.queries.ts'

/** Whom a survey asks: grown-ups answer for themselves. */
const ASKED_FROM_YEARS = 18

/** 开展调查: village by village a sample of the signed, the same for the same seed. Sent again it is the same survey. */
export async function openSurvey(
  context: Context,
  { unitCode, ...asked }: RequestOf<typeof api.openSurvey>,
): Promise<ReplyInput<typeof api.openSurvey>> {
  const { db, crypto, today, note, viewer } = context
  if ((await queries.surveysKept(db, asked.id)).length > 0) return await surveyLine(context, asked.id)
  await reachWhole(context, unitCode)
  if (asked.toDay < asked.fromDay) throw new Invalid({ toDay: '截止日期不能早于开始日期' })
  const { surveys } = await policyAt(db, today)
  const people = await queries.signedResidents(db, rangeOf(unitCode), today, bornBy(today, ASKED_FROM_YEARS))
  if (people.length === 0) throw new Refused('nobody-signed', '本单位没有可调查的签约居民。')
  const byVillage = Map.groupBy(people, ({ villageCode }) => villageCode)
  const chosen = [...byVillage.values()].flatMap((own) => {
    const { atLeast, percent } = surveys.sample
    const size = Math.min(own.length, Math.max(atLeast, Math.ceil((own.length * percent) / 100)))
    const drawn = new Set(
      drawSample(
        own.map(({ residentId }) => ({ recordId: residentId, weight: 1 })),
        size,
        asked.seed,
      ),
    )
    return own.filter(({ residentId }) => drawn.has(residentId))
  })
  const invitees = chosen
    .toSorted((a, b) => a.villageCode - b.villageCode || (a.residentId < b.residentId ? -1 : 1))
    .map((person, index) => {
      const code = randomBytes(16).toString('base64url')
      return {
        ...person,
        id: nameBasedId(`${asked.id}/${person.residentId}`, nameBasedId.URL),
        position: index + 1,
        linkHash: crypto.keyedHash('survey link', code),
        linkSealed: crypto.encrypt(code),
      }
    })
  await queries.insertSurvey(
    context,
    { ...asked, unitCode, drawnFrom: people.length, leastAnswers: surveys.leastAnswers },
    invitees,
  )
  note({ subject: `survey ${asked.id} of ${unitCode} by ${viewer.unitCode}` })
  return await surveyLine(context, asked.id)
}

async function surveyLine({ db }: Context, id: string) {
  const [row] = await queries.surveysKept(db, id)
  if (!row) throw new NotFound('survey')
  return describeSurvey(row, await queries.inviteesOf(db, [id]))
}

/** 样本, with the address of each one's answer page. */
export async function surveySample(context: Context, { id }: { id: string }) {
  const { db, crypto, viewer, note } = context
  if ((await queries.surveysKept(db, id)).length === 0) throw new NotFound('survey')
  note({ subject: `survey ${id} sample` })
  return (await queries.sampleOf(db, id)).map(({ linkSealed, ...row }) => ({
    ...row,
    link: `/public/survey/${viewer.countyCode}/${crypto.decrypt(linkSealed)}`,
  }))
}

/** 电话、纸质答卷. A sheet of paper that is not filled in is kept and does not count; on the telephone one asks again. */
export async function takeAnswers(
  context: Context,
  { id, inviteeId, channel, answers }: RequestOf<typeof api.takeSurveyAnswers>,
) {
  const { db, now, viewer, note } = context
  const [survey] = await queries.surveysKept(db, id)
  const invitee = survey && (await queries.inviteeKept(db, id, inviteeId))
  if (!survey || !invitee) throw new NotFound('survey invitee')
  const faults = answerFaults(survey.questions, answers)
  if (channel === 'phone') refuseFaults(survey.questions, faults)
  const invalid = Object.keys(faults).length === 0 ? null : faultWords(survey.questions, faults)
  await queries.putAnswers(
    db,
    { inviteeId, surveyId: id, channel, answers, invalid, answeredAt: now, takenBy: viewer.accountId },
    true,
  )
  note({ residentId: invitee.residentId, subject: `survey ${id} answers` })
  return { invalid }
}

export function refuseFaults(questions: readonly SurveyQuestion[], faults: Record<string, string>): void {
  if (Object.keys(faults).length > 0) throw new Invalid({ answers: faultWords(questions, faults) })
}

function faultWords(questions: readonly SurveyQuestion[], faults: Record<string, string>): string {
  return Object.entries(faults)
    .map(([code, words]) => `${questions.find((one) => one.code === code)?.ask ?? code}：${words}`)
    .join('；')
}
