import type { MappingByTitle } from '@qianyue/domain/registers/mapping.ts'
import { commitWithoutWaiting } from '../database/database.ts'
import type { Services } from '../http/answer.ts'
import { actAs } from '../jobs/act-as.ts'
import { anybodyKnown, findPeople } from './match-people.queries.ts'
import {
  choicesOf,
  importById,
  readFile,
  refreshStatistics,
  rememberedColumns,
  STAGED_TABLES,
  setImport,
} from './register-imports.queries.ts'
import { stageInThread } from './stage-in-thread.ts'
import { type Desk, type RegisterToStage, stageRegister } from './stage-register.ts'
import { clearCheck, countKinds, countRows, insertBatch, insertProblems } from './staged-rows.queries.ts'
import { placesOfCounty } from './villages.ts'
import { UnreadableRegister } from './zip-file.ts'

export type { CheckedSheet } from './stage-register.ts'

/** From so many rows on the database looks at what was staged, before parts of it are asked for. */
const MANY_ROWS = 1_000
/** From this size on, some thousand rows, a file is worth a thread of its own, which takes a tenth of a second to begin. */
const OWN_THREAD_BYTES = 300_000

/**
 * Reads an uploaded register, compares it with what is known and keeps what was found: the people, what would become of
 * each, and every problem at its cell. Begun again it begins anew.
 * @throws UnreadableRegister when the file is none.
 */
export async function checkRegister(services: Services, accountId: string, importId: string): Promise<void> {
  const act = <Result>(work: Parameters<typeof actAs<Result>>[3]) =>
    actAs(services, accountId, 'register-imports.run', work)

  const found = await act((context) => importById(context, importId))
  if (found?.task !== 'check') return
  const opening = act(async (context): Promise<RegisterToStage> => {
    await clearCheck(context.db, importId)
    return {
      file: new Uint8Array(await readFile(context, importId)),
      fileName: found.fileName,
      columns: {
        chosen: found.chosenColumns as MappingByTitle,
        remembered: await rememberedColumns(context.db, found.unitCode),
        today: context.today,
      },
      places: await placesOfCounty(context),
      choices: await choicesOf(context.db, importId),
      anybodyKnown: await anybodyKnown(context.db),
    }
  })
  const desk: Desk = {
    find: (asked) => act((context) => findPeople(context, asked)),
    keep: (batch, progress) =>
      act(async (context) => {
        await commitWithoutWaiting(context.db)
        await insertBatch(context, importId, batch)
        await setImport(context.db, importId, { progress: progress * 0.98 })
      }),
  }
  const { rows, sheets, unknownVillages, problems } =
    found.sizeBytes < OWN_THREAD_BYTES
      ? await stageRegister(await opening, desk)
      : await stageInThread(opening, desk)
  if (rows === 0) throw new UnreadableRegister('empty')

  const counting = act(async (context) => {
    await insertProblems(context, importId, problems)
    return { counts: await countRows(context.db, importId), kinds: await countKinds(context.db, importId) }
  })
  const looking = rows >= MANY_ROWS && refreshStatistics(services.database, found.unitCode, STAGED_TABLES)
  const [{ counts, kinds }] = await Promise.all([counting, looking])
  await act(({ db }) =>
    setImport(db, importId, {
      status: 'ready',
      task: null,
      progress: 1,
      failure: null,
      columns: sheets,
      counts,
      findings: { unknownVillages, kinds },
    }),
  )
}
