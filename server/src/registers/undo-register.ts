import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { writeAudit } from '../audit/audit-trail.ts'
import { inCounty } from '../database/in-county.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Services } from '../http/answer.ts'
import { Refused } from '../http/errors.ts'
import type { RegisterImportWork } from './register-import-job.ts'
import { addedBy, importToChange, setImport } from './register-imports.queries.ts'
import {
  changesOf,
  forgetResidents,
  forgetTraces,
  putBack,
  removeHouseholds,
  removePopulations,
  removeVillages,
  whatStandsOn,
} from './undo-register.queries.ts'

/**
 * Puts back what an import changed, all of it in one transaction: residents and households that it added go, what it
 * changed is as it was. Refused, with the number of people, when later work stands on any of it.
 *
 * It runs as the owner of the database, because no role of the application may delete a resident; what it touches is
 * only what the import itself wrote, within the reach of whoever ran it.
 */
export async function undoRegister(
  { database, crypto, now }: Services,
  { countyCode, importId, accountId }: RegisterImportWork,
): Promise<void> {
  await inCounty(database, countyCode, async (db) => {
    const found = await importToChange({ db }, importId)
    if (found?.task !== 'undo') return
    const today = dayInShanghai(now())
    const changes = await changesOf({ db, crypto }, importId)
    const { residents: added, households } = await addedBy(db, importId)
    const changed = changes.filter(({ kind }) => kind === 'resident-changed')
    const populations = changes.filter(({ kind }) => kind === 'population-added')

    refuseIfBuiltOn(await whatStandsOn(db, { added, households, changed, populations }))

    await removePopulations(db, populations)
    await putBack({ db, crypto }, changed)
    await refreshResidents(
      { db, today },
      unique([...changed, ...populations].map(({ residentId }) => residentId!)),
    )
    await forgetResidents(db, today as LocalDate, added)
    await removeHouseholds(db, households)
    await removeVillages(
      db,
      changes.flatMap(({ kind, villageCode }) => (kind === 'village-added' ? [villageCode!] : [])),
    )
    await forgetTraces(db, importId)
    await setImport(db, importId, {
      status: 'undone',
      task: null,
      progress: 1,
      failure: null,
      undoneAt: now(),
    })

    const subject = `register-import ${importId}`
    const touched = unique([...added, ...changed.map(({ residentId }) => residentId!)])
    const notes = [
      { subject },
      ...touched.map((residentId) => ({ residentId, subject, reason: '撤销名册导入' })),
    ]
    const act = { accountId, action: 'register-imports.run', outcome: 'done', at: now() } as const
    for (let from = 0; from < notes.length; from += 5_000) {
      await writeAudit(db, crypto, act, notes.slice(from, from + 5_000))
    }
  })
}

function refuseIfBuiltOn(found: { residents: number; kinds: readonly string[] }): void {
  if (found.residents === 0) return
  throw new Refused(
    'import-built-on',
    `不能撤销：导入之后，其中 ${found.residents} 人已有${found.kinds.join('、')}。请先处理这些业务，或在居民页面逐个更正。`,
    { residents: found.residents },
  )
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
