import { countyCodes } from '../database/in-county.ts'
import { databaseTrouble } from '../database/trouble.ts'
import type { Services } from '../http/answer.ts'
import { NotAllowed, Refused } from '../http/errors.ts'
import type { Job } from '../jobs/job.ts'
import { beginStep, failStep, stepsUnfinished } from './import-steps.queries.ts'
import { UnreadableRegister } from './zip-file.ts'

export const REGISTER_IMPORT_JOB = 'register-import'

/** A step that ended the worker so often without getting on is left: it would end the next one too, and all work waits. */
const MOST_TRIES = 3
const GIVEN_UP = `处理这份名册时，后台程序连续 ${MOST_TRIES} 次中断，已停止。文件可能过大或已损坏：请用 Excel 另存为 .xlsx，或分成几份，重新上传；仍然不行请联系管理员。`
const CUT_OFF = `后台程序连续 ${MOST_TRIES} 次中断，这一步没有完成，已停止。请稍后重试；仍然不行请联系管理员。`

/** What the next step of an import needs: the county, the import, and in whose name. */
export type RegisterImportWork = { countyCode: number; importId: string; accountId: string }

/**
 * The next step of an import, as its row says: check, commit or undo. A step that was cut off is begun again, and each
 * knows what is already done.
 */
export const registerImportJob: Job = {
  name: REGISTER_IMPORT_JOB,
  run: async (services, data) => {
    const work = data as RegisterImportWork
    const begun = await beginStep(services.database, work)
    if (begun === null) return
    const { task, tries } = begun
    if (tries > MOST_TRIES)
      return await failStep(services.database, work, task, task === 'check' ? GIVEN_UP : CUT_OFF)
    try {
      await take(task, services, work)
    } catch (error) {
      // Begun again when the database is back.
      if (databaseTrouble(error) === 'database-away' && tries < MOST_TRIES) throw error
      const words = wordsOf(error)
      await failStep(
        services.database,
        work,
        task,
        words ?? '处理时出现意外，没有完成。请稍后重试；仍然不行请联系管理员。',
      )
      if (words === null) throw error
    }
  },
  unfinished: async (services) => {
    const unfinished: RegisterImportWork[] = []
    for (const code of await countyCodes(services.database)) {
      unfinished.push(...(await stepsUnfinished(services.database, code)))
    }
    return unfinished
  },
}

/** The rules and dictionaries of a step are loaded when it is first taken: a worker that waits stays small. */
async function take(task: string, services: Services, work: RegisterImportWork): Promise<void> {
  if (task === 'check') {
    const { checkRegister } = await import('./check-register.ts')
    await checkRegister(services, work.accountId, work.importId)
  } else if (task === 'commit') {
    const { commitRegister } = await import('./commit-register.ts')
    await commitRegister(services, work.accountId, work.importId)
  } else if (task === 'undo') {
    const { undoRegister } = await import('./undo-register.ts')
    await undoRegister(services, work)
  }
}

function wordsOf(error: unknown): string | null {
  if (error instanceof UnreadableRegister) return error.words
  if (error instanceof Refused) return error.words
  if (databaseTrouble(error) === 'disk-full')
    return '服务器磁盘已满，没有完成。请告诉管理员清理磁盘，之后再试。'
  if (error instanceof NotAllowed) return '您的账号已没有导入名册的权限，没有完成。'
  return null
}
