import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { rememberedMapping } from '@qianyue/domain/registers/mapping.ts'
import { problemNames, severityOf, wordsOf } from '@qianyue/domain/registers/problem.ts'
import { parseIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { identityWarnings } from '@qianyue/domain/residents/identity.ts'
import { v7 as newId } from 'uuid'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Services } from '../http/answer.ts'
import type { Context } from '../http/context.ts'
import { actAs } from '../jobs/act-as.ts'
import { insertHouseholds, insertResidents, type NewResident } from '../residents/insert-residents.ts'
import { learnNames } from '../residents/names.ts'
import { readingsOf } from '../residents/pinyin.ts'
import { changeResidents } from './change-residents.queries.ts'
import type { CheckedSheet } from './check-register.ts'
import { matchById, matchByIdNumber } from './match-people.ts'
import {
  type Change,
  commitWithoutWaiting,
  countKinds,
  countRows,
  forgetFile,
  householdsToApply,
  type ImportFindings,
  importById,
  insertChanges,
  insertProblems,
  markApplied,
  markOut,
  namesToApply,
  refreshStatistics,
  rememberColumns,
  rowsToApply,
  setImport,
  unitCommitting,
} from './register-imports.queries.ts'
import { doorOf, groupNumberOf } from './stage-rows.ts'

/** Households brought in by one transaction: short, so that nobody in those villages waits long for it. */
const HOUSEHOLDS_TOGETHER = 600
const NAMES_TOGETHER = 5_000
/** From so many on the tables have grown by enough for the database to look at them anew. */
const MANY_HOUSEHOLDS = 500

type RowToApply = Awaited<ReturnType<typeof rowsToApply>>[number]

/**
 * Brings in the rows without errors, some hundred whole households in each transaction, with what each transaction
 * changed and that it did so. Cut off, it goes on with the households that are not in.
 *
 * Two transactions go side by side, each in villages of its own: residents of one village are numbered and counted one
 * after another, those of two villages are not.
 */
export async function commitRegister(services: Services, accountId: string, importId: string): Promise<void> {
  const act = <Result>(work: Parameters<typeof actAs<Result>>[3]) =>
    actAs(services, accountId, 'register-imports.run', work)

  await learnNamesFirst(act, importId)
  const lanes = lanesOf(await act((context) => householdsToApply(context.db, importId)))
  const total = lanes.flat(2).length
  let done = 0
  let looked = 0
  const bringIn = async (chunks: number[][]) => {
    for (const households of chunks) {
      const unitCode = await againAfterDeadlock(() =>
        act(async (context) => {
          const unit = await unitCommitting(context, importId)
          if (unit === null) return null
          await commitWithoutWaiting(context.db)
          await applyRows(context, importId, await rowsToApply(context, importId, households))
          return unit
        }),
      )
      if (unitCode === null) return
      done += households.length
      await act(({ db }) => setImport(db, importId, { progress: Math.min(0.99, done / total) }))
      const hasGrown = done - looked >= MANY_HOUSEHOLDS && done >= looked * 4
      if (!hasGrown && !(done === total && total >= MANY_HOUSEHOLDS)) continue
      looked = done
      await refreshStatistics(services.database, unitCode)
    }
  }
  const ended = await Promise.allSettled(lanes.map(bringIn))
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason

  await act(async (context) => {
    const found = await importById(context, importId)
    if (found?.task !== 'commit') return
    const { unknownVillages } = found.findings as ImportFindings
    await setImport(context.db, importId, {
      status: 'done',
      task: null,
      progress: 1,
      counts: await countRows(context.db, importId),
      findings: { unknownVillages, kinds: await countKinds(context.db, importId) },
      finishedAt: context.now,
    })
    await forgetFile(context.db, importId)
    for (const { columns, leftOut } of found.columns as CheckedSheet[]) {
      if (leftOut === null) await rememberColumns(context.db, found.unitCode, rememberedMapping(columns))
    }
    context.note({ subject: `register-import ${importId}` })
  })
}

type Act = <Result>(work: (context: Context) => Promise<Result>) => Promise<Result>

/** Names are made findable before anything else, in transactions of their own: they are shared by all villages. */
async function learnNamesFirst(act: Act, importId: string): Promise<void> {
  let after: number | null = 0
  while (after !== null) {
    const from: number = after
    after = await act(async (context) => {
      await commitWithoutWaiting(context.db)
      const { names, last } = await namesToApply(context, importId, { after: from, limit: NAMES_TOGETHER })
      await learnNames(context.db, new Map([...names].map((name) => [name, readingsOf(name)])))
      return last
    })
  }
}

/** Villages in two lanes of about the same work, each a list of chunks of households. */
function lanesOf(villages: readonly { households: number[] }[]): number[][][] {
  const lanes: number[][] = [[], []]
  for (const { households } of villages.toSorted((a, b) => b.households.length - a.households.length)) {
    const shorter = lanes[0]!.length <= lanes[1]!.length ? lanes[0]! : lanes[1]!
    for (const household of households) shorter.push(household)
  }
  return lanes
    .filter((lane) => lane.length > 0)
    .map((lane) =>
      Array.from({ length: Math.ceil(lane.length / HOUSEHOLDS_TOGETHER) }, (_, chunk) =>
        lane.slice(chunk * HOUSEHOLDS_TOGETHER, (chunk + 1) * HOUSEHOLDS_TOGETHER),
      ),
    )
}

const DEADLOCK = '40P01'

/** Of two transactions that wait for each other the database ends one, which is simply done again. */
async function againAfterDeadlock<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || tries === 4) throw error
    }
  }
}

async function applyRows(context: Context, importId: string, rows: readonly RowToApply[]): Promise<void> {
  if (rows.length === 0) return
  const free = await leaveOutKnownMeanwhile(context, importId, rows)
  const added = free.filter(({ outcome }) => outcome === 'add')
  const changed = free.filter(({ outcome }) => outcome === 'change')
  const changes: Change[] = [...(await addHouseholds(context, added))]

  const residents = added.map((row) => newResident(row, context.today))
  await insertResidents(context, residents)
  changes.push(...added.map(({ residentId }) => ({ kind: 'resident-added' as const, residentId })))
  changes.push(...(await applyChanges(context, changed)))

  await insertChanges(context, importId, changes)
  await markApplied(
    context.db,
    importId,
    free.map(({ rowNumber }) => rowNumber),
  )
  const touched = free.map(({ residentId }) => residentId)
  await refreshResidents(context, touched)
  for (const residentId of touched) context.note({ residentId, subject: `register-import ${importId}` })
}

/** Between check and commit somebody else may have registered a person: that row stays out, and it is said. */
async function leaveOutKnownMeanwhile(
  context: Context,
  importId: string,
  rows: readonly RowToApply[],
): Promise<RowToApply[]> {
  const numbers = rows.flatMap(({ outcome, content }) => {
    const idNumber = outcome === 'add' ? content.person.idNumber : content.changes?.idNumber
    return idNumber ? [idNumber] : []
  })
  const { known, elsewhere } = await matchByIdNumber(context, numbers)
  const isTaken = ({ outcome, content }: RowToApply) => {
    const idNumber = outcome === 'add' ? content.person.idNumber : content.changes?.idNumber
    return !!idNumber && (known.has(idNumber) || elsewhere.has(idNumber))
  }
  const taken = rows.filter(isTaken)
  if (taken.length === 0) return [...rows]
  await markOut(
    context.db,
    importId,
    taken.map(({ rowNumber }) => rowNumber),
  )
  const finding = { code: 'known-meanwhile' } as const
  await insertProblems(
    context,
    importId,
    taken.map(({ rowNumber, household, sheet, sheetRow }) => ({
      rowNumber: -rowNumber,
      household,
      problem: {
        sheet,
        sheetRow,
        columnIndex: null,
        column: problemNames[finding.code],
        severity: severityOf(finding),
        code: finding.code,
        message: wordsOf(finding),
        value: '',
      },
    })),
  )
  return rows.filter((row) => !isTaken(row))
}

async function addHouseholds(context: Context, added: readonly RowToApply[]): Promise<Change[]> {
  const first = new Map<string, RowToApply>()
  for (const row of added) {
    const isHead = row.content.person.relation === '02'
    if (!first.has(row.householdId) || isHead) first.set(row.householdId, row)
  }
  const known = await context.db
    .selectFrom('households')
    .select('id')
    .where('id', 'in', [...first.keys(), newId()])
    .execute()
  for (const { id } of known) first.delete(id)
  const households = [...first.values()].map(
    ({ householdId, villageCode, content: { person, householdNumber } }) => ({
      id: householdId,
      villageCode: villageCode!,
      groupNumber: groupNumberOf(person.group),
      registerNumber: householdNumber,
      address: doorOf(person),
    }),
  )
  if (households.length > 0) await insertHouseholds(context, households)
  return households.map(({ id }) => ({ kind: 'household-added', householdId: id }))
}

function newResident(
  { residentId, householdId, villageCode, content: { person } }: RowToApply,
  today: LocalDate,
): NewResident {
  const birthDate = person.birthDate!
  const parsed = person.idNumber === null ? null : parseIdNumber(person.idNumber, today)
  return {
    id: residentId,
    householdId,
    villageCode: villageCode!,
    name: person.name,
    sex: person.sex,
    birthDate,
    registeredOn: today,
    idNumber: person.idNumber,
    phone: person.phone,
    relation: person.relation,
    ethnicity: person.ethnicity,
    awaySince: person.isAway ? today : null,
    warnings: identityWarnings({ birthDate, sex: person.sex }, parsed?.ok ? parsed.reading : null, today),
    populations: person.populations.map((population) => ({
      id: newId(),
      population,
      since: today,
      declaredBy: 'register' as const,
    })),
  }
}

/** Brings known residents up to date, keeping how they were. */
async function applyChanges(context: Context, rows: readonly RowToApply[]): Promise<Change[]> {
  if (rows.length === 0) return []
  const known = await matchById(
    context,
    rows.map(({ residentId }) => residentId),
  )
  const given = rows.flatMap(({ residentId, content }) => {
    const resident = known.get(residentId)
    return resident && content.changes ? [{ resident, changes: content.changes }] : []
  })
  return await changeResidents(context, given, {
    today: context.today,
    yesterday: addDays(context.today, -1),
  })
}
