import * as api from '@qianyue/api/registers.ts'
import type { FastifyRequest } from 'fastify'
import { validate as isUuid } from 'uuid'
import { answer } from '../http/answer.ts'
import { Invalid } from '../http/errors.ts'
import { listHouseholds, listProblems } from './preview-register.ts'
import { progressEvents } from './progress-events.ts'
import { choose, commit, findImport, importRegister, listImports, recheck, undo } from './register-imports.ts'
import { rejectedRowsFile } from './rejected-rows.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const registerRoutes = [
  answer(api.importRegister, async (context, _request, { raw, send }) => {
    const made = await importRegister(context, await uploaded(raw))
    send.code(201)
    return made
  }),
  answer(api.listRegisterImports, listImports),
  answer(api.getRegisterImport, findImport),
  answer(api.registerImportEvents, ({ viewer }, { id }, { services, send }) =>
    progressEvents(services, viewer, id, send),
  ),
  answer(api.listRegisterProblems, listProblems),
  answer(api.listRegisterHouseholds, listHouseholds),
  answer(api.recheckRegister, recheck),
  answer(api.chooseResident, choose),
  answer(api.commitRegister, commit),
  answer(api.undoRegister, undo),
  answer(api.rejectedRows, async (context, request, { send }) => {
    const { fileName, content } = await rejectedRowsFile(context, request)
    send
      .type(XLSX)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    return content
  }),
]

/** The file and the fields beside it, in whatever order they were sent. */
async function uploaded(raw: FastifyRequest) {
  let file: { fileName: string; content: Buffer } | null = null
  const fields = new Map<string, string>()
  for await (const part of raw.parts()) {
    if (part.type === 'file') file = { fileName: part.filename, content: await part.toBuffer() }
    else fields.set(part.fieldname, String(part.value))
  }
  if (file === null) throw new Invalid({ file: '请选择名册文件（.xlsx 或 .csv）。' })
  const id = fields.get('id') ?? null
  if (id !== null && !isUuid(id)) throw new Invalid({ id: '应为 UUID。' })
  return {
    id,
    fileName: file.fileName.normalize('NFC'),
    file: file.content,
    mapping: fields.get('mapping') ?? null,
  }
}
