import type {
  answerAuthenticityQuestion as answerCall,
  appealAuthenticityDecision as appealCall,
  concludeAuthenticityAppeal as concludeCall,
  decideAuthenticityQuestion as decideCall,
  listAuthenticityQuestions as listCall,
} from '@qianyue/api/authenticity.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { questionSources } from '@qianyue/domain/authenticity/authenticity-policy.ts'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import {
  lockQuestion,
  type QuestionRow,
  questionById,
  questionCounts,
  questionsListed,
  writeWords,
} from './authenticity.queries.ts'
import { describeRecords } from './describe-records.ts'
import { putVerdicts } from './services-seen.queries.ts'

/** Who only delivers services sees the questions to oneself; who reviews sees those of the unit. */
function askedOf({ viewer }: Context): string | null {
  if (mayDo(viewer, 'authenticity.review')) return null
  // Nobody's questions are those of an account without a person.
  return viewer.staffId ?? '00000000-0000-0000-0000-000000000000'
}

export async function listQuestions(
  context: Context,
  { state, check, cursor, limit }: RequestOf<typeof listCall>,
) {
  const { db } = context
  const staffId = askedOf(context)
  const [askedAt, id] = cursor?.split('/') ?? []
  const rows = await questionsListed(
    db,
    { staffId, state, check },
    askedAt && id ? { askedAt, id } : null,
    limit,
  )
  const last = rows.at(-1)
  return {
    questions: rows.map((row) => describeQuestion(context, row)),
    counts: {
      asked: 0,
      answered: 0,
      decided: 0,
      appealed: 0,
      final: 0,
      ...(await questionCounts(db, staffId)),
    },
    nextCursor: last && rows.length === limit ? `${last.askedAt.toISOString()}/${last.id}` : null,
  }
}

export async function showQuestion(context: Context, id: string) {
  const row = await questionInReach(context, id)
  return { ...describeQuestion(context, row), records: await describeRecords(context, row.recordIds) }
}

/** 答复: by the person who was asked; the last answer before a decision stands. */
export async function answerQuestion(context: Context, { id, words }: RequestOf<typeof answerCall>) {
  const { db, viewer, now } = context
  const row = await lockedQuestion(context, id)
  mustBeAllowed(context, row, 'answer', '这条疑点不是问您的，或已经认定。')
  await writeWords(db, id, { answer: words, answeredAt: now, answeredBy: viewer.accountId })
  return await changed(context, id)
}

/** 认定: what it says of the services holds for points and for the share that is verified. */
export async function decideQuestion(context: Context, { id, verdict, words }: RequestOf<typeof decideCall>) {
  const { db, viewer, now } = context
  const row = await lockedQuestion(context, id)
  if (row.decision === verdict && row.reason === words) return describeQuestion(context, row)
  mustBeAllowed(context, row, 'decide', '这条疑点已经申诉或复核，或是问您自己的，不能由您认定。')
  const decided = { decidedBy: viewer.accountId, decidedAt: now }
  await writeWords(db, id, { decision: verdict, reason: words, ...decided })
  await putVerdicts(db, row.recordIds, { verdict, reason: words, ...decided })
  return await changed(context, id)
}

/** 申诉 against a decision, by the person who was asked. */
export async function appealDecision(context: Context, { id, words }: RequestOf<typeof appealCall>) {
  const { db, now } = context
  const row = await lockedQuestion(context, id)
  if (row.appeal === words) return describeQuestion(context, row)
  mustBeAllowed(context, row, 'appeal', '只能对自己的、已经认定且没有申诉过的疑点申诉。')
  await writeWords(db, id, { appeal: words, appealedAt: now })
  return await changed(context, id)
}

/** 复核: the last word, by somebody else than who decided. */
export async function concludeAppeal(
  context: Context,
  { id, verdict, words }: RequestOf<typeof concludeCall>,
) {
  const { db, viewer, now } = context
  const row = await lockedQuestion(context, id)
  if (row.final === verdict && row.finalReason === words) return describeQuestion(context, row)
  mustBeAllowed(context, row, 'conclude', '申诉须由原认定人以外的审核人复核。')
  await writeWords(db, id, { final: verdict, finalReason: words, finalAt: now, finalBy: viewer.accountId })
  await putVerdicts(db, row.recordIds, {
    verdict,
    reason: words,
    decidedBy: viewer.accountId,
    decidedAt: now,
  })
  return await changed(context, id)
}

type Act = 'answer' | 'decide' | 'appeal' | 'conclude'

function allowed({ viewer }: Context, row: QuestionRow): Act[] {
  const own = viewer.staffId === row.staffId
  const reviews = mayDo(viewer, 'authenticity.review') && !own
  const acts: Act[] = []
  if (own && (row.state === 'asked' || row.state === 'answered')) acts.push('answer')
  if (reviews && (row.state === 'asked' || row.state === 'answered' || row.state === 'decided'))
    acts.push('decide')
  if (own && row.state === 'decided') acts.push('appeal')
  if (reviews && row.state === 'appealed' && row.decidedBy !== viewer.accountId) acts.push('conclude')
  return acts
}

function mustBeAllowed(context: Context, row: QuestionRow, act: Act, words: string): void {
  if (!allowed(context, row).includes(act)) throw new Refused('not-this-step', words)
}

async function lockedQuestion(context: Context, id: string): Promise<QuestionRow> {
  await lockQuestion(context.db, id)
  return await questionInReach(context, id)
}

async function questionInReach(context: Context, id: string): Promise<QuestionRow> {
  const row = await questionById(context.db, id)
  const staffId = askedOf(context)
  if (row === null || (staffId !== null && row.staffId !== staffId)) throw new NotFound('question')
  return row
}

async function changed(context: Context, id: string) {
  context.note({ subject: `authenticity question ${id}` })
  return describeQuestion(context, (await questionById(context.db, id))!)
}

function describeQuestion(context: Context, row: QuestionRow) {
  const { checkCode, recordIds, askedAt, unitCode: _, decidedBy: _by, ...question } = row
  return {
    ...question,
    check: checkCode,
    checkName: questionSources[checkCode],
    services: recordIds.length,
    askedAt: askedAt.toISOString(),
    may: allowed(context, row),
  }
}
