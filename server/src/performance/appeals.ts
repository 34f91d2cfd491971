import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { answerAssessmentAppeal, appealAssessment } from '@qianyue/api/performance.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { describeSubject, worksThere } from './describe-round.ts'
import { appealsOf, insertAppeal, writeAnswer } from './performance.queries.ts'
import { lockedSubject } from './score-assessment.ts'

/** 申诉 against what the township or the county scored. Sent twice it is made once. */
export async function appealScore(context: Context, request: RequestOf<typeof appealAssessment>) {
  const { db, viewer, now, note } = context
  const { id, subjectId, appealId, words } = request
  const { subject } = await lockedSubject(context, id, subjectId)
  if (!worksThere(context, subject)) {
    throw new Refused('not-own-assessment', '申诉由被考核的团队或机构自己提出，请用其成员的账号登录。')
  }
  if (subject.state === 'open' || subject.state === 'self-scored') {
    throw new Refused('nothing-to-appeal', '上级还没有评分，可以直接修改自评。')
  }
  await insertAppeal(db, { id: appealId, subjectId, words, madeBy: viewer.accountId, madeAt: now })
  note({ subject: `assessment ${id} ${subjectId} appeal ${appealId}` })
  return await describeSubject(context, id, subjectId)
}

/** 答复申诉. What an appeal that is upheld changes is entered by the level whose turn it is. */
export async function answerAppeal(context: Context, request: RequestOf<typeof answerAssessmentAppeal>) {
  const { db, viewer, now, note } = context
  const { id, subjectId, appealId, answer, upheld } = request
  const { subject } = await lockedSubject(context, id, subjectId)
  const appeal = (await appealsOf(db, subjectId)).find((one) => one.id === appealId)
  if (!appeal) throw new NotFound('appeal')
  if (worksThere(context, subject)) {
    throw new Refused('own-appeal', '被考核的团队或机构的成员不能答复自己的申诉。')
  }
  if (appeal.answer === null) {
    await writeAnswer(db, appealId, { answer, upheld, answeredBy: viewer.accountId, answeredAt: now })
    note({ subject: `assessment ${id} ${subjectId} appeal ${appealId}` })
  }
  return await describeSubject(context, id, subjectId)
}
