import type { AttachmentKind, AttachmentSubject, MediaType } from '@qianyue/domain/attachments/attachment.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type AttachmentRow = {
  id: string
  subjectKind: AttachmentSubject['kind']
  subjectId: string
  kind: AttachmentKind
  mediaType: MediaType
  bytes: number
  sha256: string
  takenAt: Date
  receivedAt: Date
  addedBy: string | null
}

const columns = {
  agreement: 'agreementId',
  'service-record': 'serviceRecordId',
  event: 'eventId',
  resident: 'residentId',
  finding: 'findingId',
} as const satisfies Record<AttachmentSubject['kind'], string>

/** The residents whom a subject is about; null when it is not there or out of reach. What was found on a visit is about nobody. */
export async function residentsOf(db: Database, { kind, id }: AttachmentSubject): Promise<string[] | null> {
  switch (kind) {
    case 'finding': {
      const found = db.selectFrom('supervisionFindings').select('id').where('id', '=', id)
      return (await found.executeTakeFirst()) ? [] : null
    }
    case 'agreement': {
      const { rows } = await sql<{ residentId: string }>`
        select a.signatory_id as resident_id from agreements a where a.id = ${id}
        union select m.resident_id from agreement_members m where m.agreement_id = ${id}
      `.execute(db)
      return rows.length === 0 ? null : rows.map(({ residentId }) => residentId)
    }
    case 'service-record':
      return await oneResident(
        db.selectFrom('serviceRecords').select('residentId').where('id', '=', id).executeTakeFirst(),
      )
    case 'event':
      return await oneResident(
        db.selectFrom('residentEvents').select('residentId').where('id', '=', id).executeTakeFirst(),
      )
    case 'resident':
      return await oneResident(
        db.selectFrom('residents').select('id as residentId').where('id', '=', id).executeTakeFirst(),
      )
  }
}

async function oneResident(found: Promise<{ residentId: string } | undefined>): Promise<string[] | null> {
  const row = await found
  return row ? [row.residentId] : null
}

export async function attachmentById(db: Database, id: string): Promise<AttachmentRow | null> {
  return (await rowsWhere(db, sql`a.id = ${id}`))[0] ?? null
}

/** What there is of a subject, as it was taken. */
export async function attachmentsOf(db: Database, subject: AttachmentSubject): Promise<AttachmentRow[]> {
  return await rowsWhere(db, sql`a.${sql.ref(columns[subject.kind])} = ${subject.id}`)
}

async function rowsWhere(db: Database, condition: ReturnType<typeof sql>): Promise<AttachmentRow[]> {
  const { rows } = await sql<AttachmentRow>`
    select a.id, case when a.agreement_id is not null then 'agreement'
        when a.service_record_id is not null then 'service-record'
        when a.event_id is not null then 'event' when a.finding_id is not null then 'finding'
        else 'resident' end as subject_kind,
      coalesce(a.agreement_id, a.service_record_id, a.event_id, a.finding_id, a.resident_id) as subject_id,
      a.kind, a.media_type, a.bytes, a.sha256, a.taken_at, a.received_at, ac.name as added_by
    from attachments a left join platform.accounts ac on ac.id = a.added_by
    where ${condition} order by a.taken_at, a.id
  `.execute(db)
  return rows
}

/** False when something of this id was there before. */
export async function insertAttachment(
  db: Database,
  attachment: Omit<AttachmentRow, 'addedBy'> & { addedBy: string; sealed: Buffer },
): Promise<boolean> {
  const { sealed, subjectKind, subjectId, ...row } = attachment
  const written = await db
    .insertInto('attachments')
    .values({ ...row, [columns[subjectKind]]: subjectId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) return false
  await db.insertInto('attachmentContents').values({ attachmentId: row.id, sealed }).execute()
  return true
}

export async function sealedContent(db: Database, id: string): Promise<Buffer | null> {
  const row = await db
    .selectFrom('attachmentContents')
    .select('sealed')
    .where('attachmentId', '=', id)
    .executeTakeFirst()
  return row?.sealed ?? null
}
