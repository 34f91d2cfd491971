import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { scoreAssessment as scoreCall } from '@qianyue/api/performance.ts'
import { linesOf } from '@qianyue/domain/performance/assessment-sheet.ts'
import {
  assessmentStates,
  type EntryFault,
  entryFault,
  mayScore,
  scoringLevels,
  stateAfter,
} from '@qianyue/domain/performance/round.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotAllowed, NotFound, Refused } from '../http/errors.ts'
import { describeSubject, foundRound, isLevelOf } from './describe-round.ts'
import {
  entriesOf,
  keepEntries,
  lockSubjects,
  type RoundRow,
  type SubjectRow,
  setSubjectState,
  subjectsOf,
} from './performance.queries.ts'

const faultWords: Record<EntryFault, string> = {
  'computed-line': '本项由系统计算，不能填报',
  'other-kind': '填报的内容与计分方法不符',
  'more-than-all': '分子不能大于分母',
  'proof-missing': '请写明依据或证明材料',
}

/** 填报: keeps what one level enters; handed over when it says so. Sent again it is the same. */
export async function scoreAssessment(context: Context, request: RequestOf<typeof scoreCall>) {
  const { db, viewer, now, note } = context
  const { id, subjectId, level, values, submit } = request
  const { round, subject } = await lockedSubject(context, id, subjectId)
  const { sheet } = round
  if (!isLevelOf(context, subject, level)) {
    if (level !== 'self')
      throw new NotAllowed(level === 'county' ? 'performance.publish' : 'performance.review')
    throw new Refused('not-own-assessment', '自评由被考核的团队或机构自己填报，请用其成员的账号登录。')
  }
  if (!mayScore(sheet.assessed, subject.state, level, round.toDay < context.today)) {
    throw new Refused(
      'not-this-level',
      `现在是“${assessmentStates[subject.state]}”，不能填报${scoringLevels[level]}。`,
    )
  }
  const lines = new Map(linesOf(sheet).map((line) => [line.code, line]))
  const wrong: Record<string, string> = {}
  for (const [index, { line: code, value, proof }] of values.entries()) {
    const line = lines.get(code)
    const fault = line && entryFault(line, value, proof)
    if (!line) wrong[`values.${index}.line`] = '考核表中没有这一项'
    else if (fault) wrong[`values.${index}`] = `${line.name}：${faultWords[fault]}`
  }
  if (new Set(values.map(({ line }) => line)).size < values.length) wrong.values = '同一项只能填一次'
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  await keepEntries(
    db,
    values.map(({ line, value, proof }) => ({
      subjectId,
      line,
      level,
      value,
      proof,
      enteredBy: viewer.accountId,
      enteredAt: now,
    })),
  )
  if (submit) {
    const entered = new Set((await entriesOf(db, id, subjectId)).map(({ line }) => line))
    const missing = [...lines.values()].filter(
      ({ code, value }) => value.from === 'entry' && !entered.has(code),
    )
    if (missing.length > 0) {
      const names = missing.map(({ name }) => name).join('、')
      throw new Refused('lines-missing', `还有 ${missing.length} 项没有填报：${names}。`)
    }
    await setSubjectState(db, subjectId, stateAfter(level))
  }
  note({ subject: `assessment ${id} ${subjectId} ${level}${submit ? ' submit' : ''}` })
  return await describeSubject(context, id, subjectId)
}

/** One of the assessed, locked until the transaction ends. @throws Refused when the round was published. */
export async function lockedSubject(
  context: Context,
  id: string,
  subjectId: string,
): Promise<{ round: RoundRow; subject: SubjectRow }> {
  const { db } = context
  const found = await lockSubjects(db, id, subjectId)
  if (found === 0) throw new NotFound('assessment')
  const round = await foundRound(context, id)
  if (round.publishedAt !== null) {
    throw new Refused('round-published', '考核结果已公布，不能再改；有异议的留待下一考核期处理。')
  }
  const subject = (await subjectsOf(db, [id])).find((one) => one.id === subjectId)!
  return { round, subject }
}
