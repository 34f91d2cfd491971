import { createHash } from 'node:crypto'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/registers.ts'
import { isColumnMeaning } from '@qianyue/domain/registers/columns.ts'
import type { MappingByTitle } from '@qianyue/domain/registers/mapping.ts'
import { type ProblemCode, problemNames } from '@qianyue/domain/registers/problem.ts'
import { UNDO_DAYS, undoUntil } from '@qianyue/domain/registers/undo-period.ts'
import { validate as isUuid, v7 as newId } from 'uuid'
import { z } from 'zod'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import type { SentFile } from '../http/uploads.ts'
import { askForJob } from '../jobs/job-requests.queries.ts'
import { addVillages, canAddVillage } from './add-villages.ts'
import type { CheckedSheet } from './check-register.ts'
import { askStep, type StepAsked } from './import-steps.queries.ts'
import { REGISTER_IMPORT_JOB, type RegisterImportWork } from './register-import-job.ts'
import {
  type ImportCounts,
  type ImportFindings,
  importsWithNames,
  importToChange,
  insertImport,
  keepChoice,
  noCounts,
  sameFile,
  waitingImport,
} from './register-imports.queries.ts'

type ImportRow = Awaited<ReturnType<typeof importsWithNames>>[number]

/**
 * 上传: keeps the file and asks for its check. The same id sent again is the same import; so is, without an id, the same
 * file of the same account while the first still waits (whoever got no answer sends again).
 */
export async function importRegister(
  context: Context,
  { fileName, content: file, fields }: SentFile,
): Promise<{ id: string }> {
  const givenId = fields.get('id')
  if (givenId !== undefined && !isUuid(givenId)) throw new Invalid({ id: '应为 UUID。' })
  if (file.length === 0) throw new Invalid({ file: '文件是空的，请重新选择。' })
  if (!/\.(xlsx|xlsm|csv|txt|xls)$/i.test(fileName)) {
    throw new Invalid({ file: '只能导入 Excel（.xlsx）或 .csv 文件。' })
  }
  const unitCode = context.viewer.unitCode
  const fileHash = createHash('sha256').update(file).digest()
  const chosen = readMapping(fields.get('mapping') ?? '')
  const sentBefore =
    givenId === undefined ? await waitingImport(context, { unitCode, fileHash, chosen }) : undefined
  const id = givenId ?? sentBefore ?? newId()
  const isNew =
    sentBefore === undefined &&
    (await insertImport(context, { id, unitCode, fileName, file, fileHash, chosen }))
  if (isNew) await askFor(context, id)
  context.note({ subject: `register-import ${id}` })
  return { id }
}

export async function listImports(context: Context, { limit }: { limit: number }) {
  const rows = await importsWithNames(context, { limit })
  return rows.map(plainReply)
}

export async function findImport(
  context: Context,
  { id }: { id: string },
): Promise<ReplyInput<typeof api.getRegisterImport>> {
  const [row] = await importsWithNames(context, { id, limit: 1 })
  if (!row) throw new NotFound('register import')
  const same = await sameFile(context, id, row.fileHash)
  const { unknownVillages = [], kinds = [] } = row.findings as Partial<ImportFindings>
  return {
    ...plainReply(row),
    unknownVillages: await Promise.all(
      unknownVillages.map(async ({ name, township, rows }) => ({
        name,
        rows,
        canAdd: (await canAddVillage(context, row.unitCode, township)) !== null,
      })),
    ),
    problemKinds: kinds.map(({ code, severity, count }) => ({
      code,
      severity,
      count,
      name: problemNames[code as ProblemCode] ?? code,
    })),
    sheets: eachColumnOnce(row.columns as CheckedSheet[]),
    sameFileAs: same ? { id: same.id, createdAt: same.createdAt.toISOString() } : null,
  }
}

/** Columns of somebody else of a family that stands in one row are told where that person is, not as left out beside the head. */
function eachColumnOnce(sheets: readonly CheckedSheet[]): CheckedSheet[] {
  return sheets.map((sheet) => {
    const others = sheets.filter(({ besidesOn }) => besidesOn === sheet.sheet)
    const told = new Set(others.flatMap(({ columns }) => columns.map(({ column }) => column)))
    return { ...sheet, columns: sheet.columns.filter(({ column }) => !told.has(column)) }
  })
}

/** 重新检查: with corrected columns, or with villages that are made because somebody says that they are new. */
export async function recheck(context: Context, request: RequestOf<typeof api.recheckRegister>) {
  const row = await changeable(context, request.id)
  if (row.status === 'checking') throw busy()
  if (row.status !== 'ready' && row.status !== 'failed') {
    throw new Refused('import-not-ready', '这次导入已经提交，不能再改列的含义。请重新上传名册。')
  }
  if (isCutOff(row)) {
    throw new Refused('import-not-ready', '这次导入提交时中断，请继续导入或撤销。')
  }
  if (request.addVillages) {
    const { unknownVillages = [] } = row.findings as Partial<ImportFindings>
    await addVillages(context, row.id, row.unitCode, unknownVillages)
  }
  const chosen = {
    ...(row.chosenColumns as MappingByTitle),
    ...(request.mapping as MappingByTitle | undefined),
  }
  return await step(context, row.id, 'checking', 'check', { chosenColumns: chosen })
}

/** 说明是谁: a choice is kept and the register checked again with it. */
export async function choose(context: Context, request: RequestOf<typeof api.chooseResident>) {
  const row = await changeable(context, request.id)
  if (row.status !== 'ready') throw row.status === 'checking' ? busy() : notReady()
  const { id: importId, ...choice } = request
  await keepChoice(context, importId, choice)
  return await step(context, row.id, 'checking', 'check', {})
}

/** 提交: what is without errors goes in. Asked again it says where it stands. */
export async function commit(context: Context, { id }: { id: string }) {
  const row = await changeable(context, id)
  if (row.task === 'undo') throw busy()
  if (row.status === 'committing' || row.status === 'done')
    return { id, status: row.status as 'committing' | 'done' }
  if (row.status !== 'ready' && !isCutOff(row)) throw row.status === 'checking' ? busy() : notReady()
  return await step(context, id, 'committing', 'commit', {
    committedBy: context.viewer.accountId,
    committedAt: context.now,
    failure: null,
  })
}

/** 撤销: puts back what the import changed. */
export async function undo(context: Context, { id }: { id: string }) {
  const row = await changeable(context, id)
  if (row.status === 'undone') return { id, status: 'undone' as const }
  if (row.task === 'undo') return { id, status: 'committing' as const }
  if (row.status !== 'done' && !isCutOff(row)) {
    throw new Refused('import-not-done', '这次导入还没有提交，没有可撤销的内容。')
  }
  return await step(context, id, 'committing', 'undo', { undoneBy: context.viewer.accountId, failure: null })
}

async function changeable(context: Context, id: string) {
  const row = await importToChange(context, id)
  if (!row) throw new NotFound('register import')
  if (row.clearedAt !== null) {
    throw new Refused(
      'undo-period-over',
      row.status === 'done'
        ? `这次导入结束已超过 ${UNDO_DAYS} 天，不能再整体撤销。请在居民页面逐个更正。`
        : `这次导入已超过 ${UNDO_DAYS} 天，内容已清除。请重新上传名册。`,
    )
  }
  return row
}

async function step<Status extends string>(
  context: Context,
  id: string,
  status: Status,
  task: StepAsked['task'],
  values: Omit<StepAsked, 'status' | 'task'>,
): Promise<{ id: string; status: Status }> {
  await askStep(context.db, id, { status, task, ...values })
  await askFor(context, id)
  context.note({ subject: `register-import ${id}` })
  return { id, status }
}

async function askFor({ db, viewer }: Context, importId: string): Promise<void> {
  const work: RegisterImportWork = { countyCode: viewer.countyCode, importId, accountId: viewer.accountId }
  await askForJob(db, REGISTER_IMPORT_JOB, work)
}

function busy(): Refused {
  return new Refused('import-busy', '正在处理，请等这一步完成。')
}

function notReady(): Refused {
  return new Refused('import-not-ready', '名册还没有检查完，或没有通过，不能导入。')
}

/** The optional `mapping` of an upload: JSON of meanings by title. @throws Invalid */
function readMapping(text: string): MappingByTitle {
  if (text.trim() === '') return {}
  try {
    const given = z.record(z.string(), z.string().refine(isColumnMeaning)).parse(JSON.parse(text))
    return given as MappingByTitle
  } catch {
    throw new Invalid({ mapping: 'mapping 应为 JSON，例如 {"姓 名":"name"}，含义见接口说明。' })
  }
}

/** Its commit was begun and not ended: what is in stays in until it goes on or is undone. */
function isCutOff(row: Pick<ImportRow, 'status' | 'committedAt'>): boolean {
  return row.status === 'failed' && row.committedAt !== null
}

function plainReply(row: ImportRow) {
  return {
    id: row.id,
    fileName: row.fileName,
    unitCode: row.unitCode,
    unitName: row.unitName,
    status: row.status as 'checking',
    progress: row.progress,
    counts: { ...noCounts, ...(row.counts as Partial<ImportCounts>) },
    failure: row.failure,
    isCutOff: isCutOff(row),
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoUntil:
      row.status === 'done' && row.finishedAt !== null && row.clearedAt === null
        ? undoUntil(row.finishedAt).toISOString()
        : null,
  }
}
