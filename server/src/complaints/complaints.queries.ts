import type { ComplaintKind, ComplaintStep, complaintChannels } from '@qianyue/domain/complaints/complaint.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

export type ComplaintRow = {
  id: string
  unitCode: number
  unitName: string
  kind: ComplaintKind
  channel: keyof typeof complaintChannels
  receivedOn: LocalDate
  words: string
  personName: string | null
  phoneMasked: string | null
  acceptBy: LocalDate
  replyBy: LocalDate
  steps: (ComplaintStep & { id: string; words: string; by: string })[]
}

/** Complaints of the last twelve months and all that are not closed, the newest first. */
export async function complaintsKept(
  db: Database,
  wanted: { id: string } | { since: LocalDate },
): Promise<ComplaintRow[]> {
  const { rows } = await sql<ComplaintRow>`
    select c.id, c.unit_code, u.name as unit_name, c.kind, c.channel, c.received_on, c.words, c.person_name, c.phone_masked,
      c.accept_by, c.reply_by,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'on', s.done_on, 'words', s.words,
          'satisfied', s.satisfied, 'by', coalesce(a.name, '')) order by s.made_at, s.id)
        from complaint_steps s left join platform.accounts a on a.id = s.made_by where s.complaint_id = c.id
      ), '[]') as steps
    from complaints c join org_units u on u.code = c.unit_code
    where ${'id' in wanted ? sql`c.id = ${wanted.id}` : sql`c.received_on >= ${wanted.since}`}
    order by c.received_on desc, c.id desc limit 1000`.execute(db)
  return rows
}

/** False when something of this id was there before. */
export async function insertComplaint(
  db: Database,
  complaint: Omit<ComplaintRow, 'unitName' | 'steps'> & {
    phoneEncrypted: Buffer | null
    enteredAt: Date
    enteredBy: string | null
  },
): Promise<boolean> {
  const written = await db
    .insertInto('complaints')
    .values(complaint)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return written !== undefined
}

export async function lockComplaint(db: Database, id: string): Promise<void> {
  await sql`select from complaints where id = ${id} for update`.execute(db)
}

export async function insertStep(
  { db, viewer, now, today }: Context,
  step: {
    id: string
    complaintId: string
    kind: ComplaintStep['kind']
    words: string
    satisfied: boolean | null
  },
): Promise<void> {
  await db
    .insertInto('complaintSteps')
    .values({ ...step, doneOn: today, madeAt: now, madeBy: viewer.accountId })
    .execute()
}

export async function moveComplaint(db: Database, id: string, unitCode: number): Promise<void> {
  await db.updateTable('complaints').set({ unitCode }).where('id', '=', id).execute()
}

export async function sealedPhone(db: Database, id: string): Promise<Buffer | null> {
  const row = await db
    .selectFrom('complaints')
    .select('phoneEncrypted')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.phoneEncrypted ?? null
}

/** The name of a county that anybody may open a page of; null for no such county. */
export async function countyNamed(db: Database, countyCode: number): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select name from platform.counties where code = ${countyCode}`.execute(db)
  return rows[0]?.name ?? null
}

export async function publicUnits(db: Database): Promise<{ code: number; name: string }[]> {
  return await db.selectFrom('orgUnits').select(['code', 'name']).orderBy('code').execute()
}
