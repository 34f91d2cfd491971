import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { SurveyAnswers, SurveyQuestion } from '@qianyue/domain/satisfaction/survey.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

type Channel = 'phone' | 'paper' | 'link'

export type SurveyRow = {
  id: string
  unitCode: number
  unitName: string
  title: string
  questions: SurveyQuestion[]
  fromDay: LocalDate
  toDay: LocalDate
  seed: string
  drawnFrom: number
  leastAnswers: number
}

export async function surveysKept(db: Database, id: string | null = null): Promise<SurveyRow[]> {
  const { rows } = await sql<SurveyRow>`
    select s.id, s.unit_code, u.name as unit_name, s.title, s.questions, s.from_day, s.to_day, s.seed, s.drawn_from,
      s.least_answers
    from surveys s join org_units u on u.code = s.unit_code
    where ${id === null ? sql`true` : sql`s.id = ${id}`}
    order by s.from_day desc, s.id desc limit 100`.execute(db)
  return rows
}

export type Candidate = {
  residentId: string
  villageCode: number
  teamId: string | null
  staffId: string | null
}

/** Signed residents of a unit who are alive and can be asked, with their team and the doctor of their household. */
export async function signedResidents(
  db: Database,
  range: { from: number; to: number },
  today: LocalDate,
  bornBy: LocalDate,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select r.id as resident_id, r.village_code, m.team_id, h.responsible_staff_id as staff_id
    from residents r
    join agreement_members m on m.resident_id = r.id and not m.declined and m.starts_on <= ${today}
      and m.ends_on >= ${today} and (m.terminated_on is null or m.terminated_on > ${today})
    join agreements a on a.id = m.agreement_id and a.signed_on is not null
    left join households h on h.id = r.household_id
    where r.village_code between ${range.from} and ${range.to} and r.died_on is null and r.moved_out_on is null
      and r.merged_into_id is null and r.birth_date <= ${bornBy}
    order by r.id`.execute(db)
  return rows
}

export async function insertSurvey(
  { db, viewer, now }: Context,
  { questions, ...survey }: Omit<SurveyRow, 'unitName'>,
  invitees: readonly (Candidate & { id: string; position: number; linkHash: Buffer; linkSealed: Buffer })[],
): Promise<void> {
  await db
    .insertInto('surveys')
    .values({ ...survey, questions: asJson(questions), madeAt: now, madeBy: viewer.accountId })
    .execute()
  const ROWS_A_STATEMENT = 1000
  for (let from = 0; from < invitees.length; from += ROWS_A_STATEMENT) {
    await db
      .insertInto('surveyInvitees')
      .values(
        invitees.slice(from, from + ROWS_A_STATEMENT).map((invitee) => ({ ...invitee, surveyId: survey.id })),
      )
      .execute()
  }
}

export type InviteeRow = {
  id: string
  surveyId: string
  position: number
  villageCode: number
  villageName: string
  teamId: string | null
  teamName: string | null
  staffId: string | null
  staffName: string | null
  channel: Channel | null
  invalid: string | null
  answers: SurveyAnswers | null
}

/** Who was asked, within reach, with what was answered; no names of residents. */
export async function inviteesOf(db: Database, surveyIds: readonly string[]): Promise<InviteeRow[]> {
  if (surveyIds.length === 0) return []
  const { rows } = await sql<InviteeRow>`
    select i.id, i.survey_id, i.position, i.village_code, u.area_name as village_name, i.team_id, t.name as team_name,
      i.staff_id, p.name as staff_name, a.channel, a.invalid, a.answers
    from survey_invitees i join org_units u on u.code = i.village_code
    left join teams t on t.id = i.team_id left join staff p on p.id = i.staff_id
    left join survey_answers a on a.invitee_id = i.id
    where i.survey_id = any(${[...surveyIds]}::uuid[]) order by i.survey_id, i.position`.execute(db)
  return rows
}

export async function sampleOf(db: Database, surveyId: string) {
  const { rows } = await sql<{
    id: string
    position: number
    residentId: string
    residentName: string
    villageName: string
    phoneMasked: string | null
    channel: Channel | null
    invalid: string | null
    linkSealed: Buffer
  }>`
    select i.id, i.position, i.resident_id, r.name as resident_name, u.area_name as village_name, r.phone_masked, a.channel,
      a.invalid, i.link_sealed
    from survey_invitees i join residents r on r.id = i.resident_id join org_units u on u.code = i.village_code
    left join survey_answers a on a.invitee_id = i.id
    where i.survey_id = ${surveyId} order by i.position`.execute(db)
  return rows
}

export async function inviteeKept(db: Database, surveyId: string, id: string) {
  return await db
    .selectFrom('surveyInvitees')
    .select(['id', 'residentId'])
    .where('surveyId', '=', surveyId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function inviteeByLink(db: Database, linkHash: Buffer) {
  const { rows } = await sql<{ id: string; surveyId: string; answered: boolean }>`
    select i.id, i.survey_id, a.invitee_id is not null as answered
    from survey_invitees i left join survey_answers a on a.invitee_id = i.id
    where i.link_hash = ${linkHash}`.execute(db)
  return rows[0] ?? null
}

/** @param again what somebody at a desk enters stands instead of what was entered before; by the link one answers once. */
export async function putAnswers(
  db: Database,
  row: {
    inviteeId: string
    surveyId: string
    channel: Channel
    answers: SurveyAnswers
    invalid: string | null
    answeredAt: Date
    takenBy: string | null
  },
  again: boolean,
): Promise<void> {
  const { inviteeId, surveyId, ...said } = { ...row, answers: asJson(row.answers) }
  await db
    .insertInto('surveyAnswers')
    .values({ inviteeId, surveyId, ...said })
    .onConflict((conflict) =>
      again ? conflict.column('inviteeId').doUpdateSet(said) : conflict.column('inviteeId').doNothing(),
    )
    .execute()
}
