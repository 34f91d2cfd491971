import type { QuestionSource } from '@qianyue/domain/authenticity/authenticity-policy.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Verdict } from '@qianyue/domain/settlement/points.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/database.ts'

type QuestionState = 'asked' | 'answered' | 'decided' | 'appealed' | 'final'

export type QuestionRow = {
  id: string
  unitCode: number
  unitName: string
  staffId: string
  staffName: string
  checkCode: QuestionSource
  recordIds: string[]
  fromDay: LocalDate
  toDay: LocalDate
  sentence: string
  askedAt: Date
  answer: string | null
  decision: Verdict | null
  reason: string | null
  decidedBy: string | null
  appeal: string | null
  final: Verdict | null
  finalReason: string | null
  state: QuestionState
}

export type NewQuestion = Pick<
  QuestionRow,
  'id' | 'unitCode' | 'staffId' | 'checkCode' | 'recordIds' | 'fromDay' | 'toDay' | 'sentence'
>

/**
 * Asks what has not been asked before. Services that join a question take their place in it as long as nobody has answered.
 * @returns how many questions are new.
 */
export async function insertQuestions(db: Database, questions: readonly NewQuestion[]): Promise<number> {
  if (questions.length === 0) return 0
  const { rows } = await sql<{ isNew: boolean }>`
    insert into authenticity_questions (id, unit_code, staff_id, check_code, record_ids, from_day, to_day, sentence)
    select q.id, q."unitCode", q."staffId", q."checkCode", q."recordIds", q."fromDay", q."toDay", q.sentence
    from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as q(
      id uuid, "unitCode" bigint, "staffId" uuid, "checkCode" text, "recordIds" uuid[], "fromDay" date, "toDay" date,
      sentence text
    )
    on conflict (id) do update set record_ids = excluded.record_ids, from_day = excluded.from_day,
      to_day = excluded.to_day, sentence = excluded.sentence
    where authenticity_questions.answer is null and authenticity_questions.decision is null
      and cardinality(excluded.record_ids) > cardinality(authenticity_questions.record_ids)
    returning xmax = 0 as is_new`.execute(db)
  return rows.filter(({ isNew }) => isNew).length
}

const state = sql<QuestionState>`case
  when q.final is not null then 'final' when q.appeal is not null then 'appealed'
  when q.decision is not null then 'decided' when q.answer is not null then 'answered' else 'asked' end`

const questionRows = (condition: RawBuilder<unknown>, limit: number) => sql<QuestionRow>`
  select q.id, q.unit_code, u.name as unit_name, q.staff_id, p.name as staff_name, q.check_code, q.record_ids, q.from_day,
    q.to_day, q.sentence, q.asked_at, q.answer, q.decision, q.reason, q.decided_by, q.appeal, q.final, q.final_reason,
    ${state} as state
  from authenticity_questions q join org_units u on u.code = q.unit_code join staff p on p.id = q.staff_id
  where ${condition}
  order by q.asked_at desc, q.id desc limit ${limit}`

/** Questions, the newest first. @param staffId only those to one person; null for everybody's. */
export async function questionsListed(
  db: Database,
  wanted: { staffId: string | null; state?: QuestionState | undefined; check?: QuestionSource | undefined },
  after: { askedAt: string; id: string } | null,
  limit: number,
): Promise<QuestionRow[]> {
  const conditions = [
    sql`true`,
    ...(wanted.staffId === null ? [] : [sql`q.staff_id = ${wanted.staffId}`]),
    ...(wanted.state === undefined ? [] : [sql`${state} = ${wanted.state}`]),
    ...(wanted.check === undefined ? [] : [sql`q.check_code = ${wanted.check}`]),
    ...(after === null ? [] : [sql`(q.asked_at, q.id) < (${after.askedAt}::timestamptz, ${after.id}::uuid)`]),
  ]
  const { rows } = await questionRows(sql.join(conditions, sql` and `), limit).execute(db)
  return rows
}

export async function questionById(db: Database, id: string): Promise<QuestionRow | null> {
  const { rows } = await questionRows(sql`q.id = ${id}`, 1).execute(db)
  return rows[0] ?? null
}

/** Locks the question, so that two people's words on it come one after the other. */
export async function lockQuestion(db: Database, id: string): Promise<void> {
  await sql`select from authenticity_questions where id = ${id} for update`.execute(db)
}

export async function questionCounts(
  db: Database,
  staffId: string | null,
): Promise<Partial<Record<QuestionState, number>>> {
  const { rows } = await sql<{ state: QuestionState; count: number }>`
    select ${state} as state, count(*)::int as count from authenticity_questions q
    where ${staffId === null ? sql`true` : sql`q.staff_id = ${staffId}`} group by 1`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

export async function writeWords(
  db: Database,
  id: string,
  words: Partial<{
    answer: string
    answeredAt: Date
    answeredBy: string
    decision: Verdict
    reason: string
    decidedAt: Date
    decidedBy: string
    appeal: string
    appealedAt: Date
    final: Verdict
    finalReason: string
    finalAt: Date
    finalBy: string
  }>,
): Promise<void> {
  await db.updateTable('authenticityQuestions').set(words).where('id', '=', id).execute()
}
