import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { defaultTexts } from '@qianyue/domain/documents/default-texts.ts'
import type { DocumentKind } from '@qianyue/domain/documents/document-kind.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'

type Format = 'text' | 'word' | 'word-withdrawn'

/** Every version of every kind, the newest first. */
export async function templateVersions({ db }: Context) {
  const versions = await db
    .selectFrom('documentTemplates')
    .select(['id', 'kind', 'format', 'effectiveFrom', 'note', 'fileName', 'createdAt', 'createdByName'])
    .orderBy('effectiveFrom', 'desc')
    .orderBy('createdAt', 'desc')
    .execute()
  return versions.map((version) => ({
    ...version,
    kind: version.kind as DocumentKind,
    format: version.format as Format,
  }))
}

/** The text that is printed on a day: the county's latest for it, or the text as shipped. */
export async function textOn(context: Context, kind: DocumentKind, day: LocalDate): Promise<string> {
  const own = await context.db
    .selectFrom('documentTemplates')
    .select('body')
    .where('kind', '=', kind)
    .where('format', '=', 'text')
    .where('effectiveFrom', '<=', day)
    .orderBy('effectiveFrom', 'desc')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return own?.body ?? defaultTexts[kind]
}

/** The county's Word file for a day; null when it has none, or has withdrawn it. */
export async function wordFileOn(
  { db }: Context,
  kind: DocumentKind,
  day: LocalDate,
): Promise<{ id: string; file: Buffer } | null> {
  const latest = await db
    .selectFrom('documentTemplates')
    .select(['id', 'wordFile'])
    .where('kind', '=', kind)
    .where('format', 'in', ['word', 'word-withdrawn'])
    .where('effectiveFrom', '<=', day)
    .orderBy('effectiveFrom', 'desc')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest?.wordFile ? { id: latest.id, file: latest.wordFile } : null
}

export async function templateVersion({ db }: Context, id: string) {
  const version = await db
    .selectFrom('documentTemplates')
    .select(['kind', 'format', 'body', 'wordFile', 'fileName', 'effectiveFrom', 'note'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => new NotFound('document template'))
  return { ...version, kind: version.kind as DocumentKind }
}

type NewTemplateVersion = {
  id: string
  kind: DocumentKind
  effectiveFrom: LocalDate
  note: string
} & (
  | { format: 'text'; body: string }
  | { format: 'word'; wordFile: Buffer; fileName: string }
  | { format: 'word-withdrawn' }
)

/** Sent again, it is the version already there. */
export async function insertTemplateVersion(
  { db, viewer }: Context,
  version: NewTemplateVersion,
): Promise<void> {
  await db
    .insertInto('documentTemplates')
    .values({ ...version, createdBy: viewer.accountId, createdByName: viewer.name })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
