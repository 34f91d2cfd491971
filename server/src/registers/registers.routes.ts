import * as api from '@qianyue/api/registers.ts'
import { answer, answerUpload } from '../http/answer.ts'
import { headFile, XLSX } from '../http/file-heads.ts'
import { listHouseholds, listProblems } from './preview-register.ts'
import { progressEvents } from './progress-events.ts'
import { choose, commit, findImport, importRegister, listImports, recheck, undo } from './register-imports.ts'
import { rejectedRowsFile } from './rejected-rows.ts'

export const registerRoutes = [
  answerUpload(api.importRegister, async (context, _request, file, { send }) => {
    const made = await importRegister(context, file)
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
    headFile(send, XLSX, fileName)
    return content
  }),
]
