import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { HEAD } from '@qianyue/domain/households/relation.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { rememberedMapping } from '@qianyue/domain/registers/mapping.ts'
import { problemNames, severityOf, wordsOf } from '@qianyue/domain/registers/problem.ts'
import { parseIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { identityWarnings } from '@qianyue/domain/residents/identity.ts'
import { commitWithoutWaiting } from '../database/database.ts'
import { refreshNewcomers } from '../duties/refresh-newcomers.ts'
import { refreshMany } from '../duties/refresh-residents.ts'
import type { Services } from '../http/answer.ts'
import type { Context } from '../http/context.ts'
import { actAs } from '../jobs/act-as.ts'
import {
  headsOf,
  householdsKnown,
  insertNewResidents,
  type NewHousehold,
  type NewResident,
} from '../residents/insert-residents.queries.ts'
import { learnNames } from '../residents/names.queries.ts'
import { readingsOf } from '../residents/pinyin.ts'
import { changeResidents } from './change-residents.queries.ts'
import type { CheckedSheet } from './check-register.ts'
import { knownNumbers, matchById } from './match-people.queries.ts'
import { newId } from './new-ids.ts'
import {
  type Change,
  FILLED_TABLES,
  forgetFile,
  type ImportFindings,
  importById,
  insertChanges,
  insertPart,
  refreshStatistics,
  rememberColumns,
  setImport,
  unitCommitting,
} from './register-imports.queries.ts'
import { doorOf, groupNumberOf, personKey } from './stage-rows.ts'
import {
  countKinds,
  countRows,
  householdsToApply,
  insertProblems,
  markOut,
  rowsToApply,
  type WaitingHousehold,
} from './staged-rows.queries.ts'

/** People brought in by one transaction, in whole households: short, so that nobody in those villages waits long for it. */
const PEOPLE_TOGETHER = 4_000
/** From so many on, and at so many times as many, the tables have grown enough for the database to look at them anew. */
const LOOK_AT = 1_000
const LOOK_AGAIN_AT = 16

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

  const lanes = lanesOf(await act((context) => householdsToApply(context.db, importId)))
  const total = lanes.flat().reduce((sum, { people }) => sum + people, 0)
  let done = 0
  let lookAt = LOOK_AT
  const bringIn = async (chunks: Chunk[]) => {
    for (const { households, people } of chunks) {
      const rows = await act((context) => rowsToApply(context, importId, households))
      await againAfterDeadlock(() => act((context) => learnNamesOf(context, rows)))
      const apply = (whatIsFree: typeof leaveOutKnownMeanwhile) =>
        againAfterDeadlock(() =>
          act(async (context) => {
            const unit = await unitCommitting(context, importId)
            if (unit === null) return null
            await commitWithoutWaiting(context.db)
            await applyRows(context, importId, await whatIsFree(context, importId, rows))
            return unit
          }),
        )
      // Hardly ever is somebody known since the check: who is, is looked for only when the database says so.
      const unitCode = await apply(async () => rows).catch((error) => {
        if (!isKnownNumber(error)) throw error
        return apply(leaveOutKnownMeanwhile)
      })
      if (unitCode === null) return
      done += people
      await act(async ({ db }) => {
        await commitWithoutWaiting(db)
        await setImport(db, importId, { progress: Math.min(0.99, done / total), tries: 0 })
      })
      if (done < lookAt) continue
      while (lookAt <= done) lookAt *= LOOK_AGAIN_AT
      await refreshStatistics(services.database, unitCode, FILLED_TABLES)
    }
  }
  const ended = await Promise.allSettled(lanes.map(bringIn))
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason

  let afterwards: number | null = null
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
    if (total >= LOOK_AT) afterwards = found.unitCode
  })
  if (afterwards !== null) await refreshStatistics(services.database, afterwards, FILLED_TABLES)
}

/** Names are made findable in a transaction of their own, and a short one: they are shared by all villages. */
async function learnNamesOf({ db }: Context, rows: readonly RowToApply[]): Promise<void> {
  await commitWithoutWaiting(db)
  const names = new Set(
    rows.flatMap(({ outcome, content }) => (outcome === 'add' ? content.person.name : [])),
  )
  await learnNames(db, new Map([...names].map((name) => [name, readingsOf(name)])))
}

type Chunk = { households: number[]; people: number }

/** Villages in two lanes of about the same work, each a list of chunks of households. */
function lanesOf(villages: readonly WaitingHousehold[][]): Chunk[][] {
  const peopleOf = (households: readonly WaitingHousehold[]) =>
    households.reduce((sum, { rows }) => sum + rows, 0)
  const lanes: { waiting: WaitingHousehold[]; people: number }[] = [
    { waiting: [], people: 0 },
    { waiting: [], people: 0 },
  ]
  for (const village of villages.toSorted((a, b) => peopleOf(b) - peopleOf(a))) {
    const shorter = lanes[0]!.people <= lanes[1]!.people ? lanes[0]! : lanes[1]!
    for (const household of village) shorter.waiting.push(household)
    shorter.people += peopleOf(village)
  }
  return lanes.map(({ waiting }) => chunksOf(waiting)).filter((chunks) => chunks.length > 0)
}

function chunksOf(waiting: readonly WaitingHousehold[]): Chunk[] {
  const chunks: Chunk[] = []
  for (const { household, rows } of waiting) {
    const open = chunks.at(-1)
    if (open === undefined || open.people + rows > PEOPLE_TOGETHER)
      chunks.push({ households: [household], people: rows })
    else {
      open.households.push(household)
      open.people += rows
    }
  }
  return chunks
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

function isKnownNumber(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'id_number_is_known'
}

async function applyRows(context: Context, importId: string, free: readonly RowToApply[]): Promise<void> {
  if (free.length === 0) return
  const people = eachOnce(free)
  const added = people.filter(({ outcome }) => outcome === 'add')
  const changed = people.filter(({ outcome }) => outcome === 'change')
  const residents = added.map((row) => newResident(row, context.today))
  const households = await newHouseholds(context, added, headsOf(residents))
  const madeIds = new Set(households.map(({ id }) => id))
  // Of a household that was not there before nothing has to be read: what follows is computed from the rows at hand,
  // while the database takes them.
  const isNewcomer = ({ householdId }: { householdId: string }) => madeIds.has(householdId)
  const written = [
    insertNewResidents(context, residents, households),
    refreshNewcomers(context, residents.filter(isNewcomer)),
    insertPart(context.db, importId, {
      rowNumbers: free.map(({ rowNumber }) => rowNumber),
      residents: residents.map(({ id }) => id),
      households: [...madeIds],
    }),
  ]
  // Where one fails the others still end within the transaction.
  await Promise.allSettled(written)
  await Promise.all(written)
  await insertChanges(context, importId, await applyChanges(context, changed))
  await refreshMany(
    context,
    people.flatMap((row) => (row.outcome === 'add' && isNewcomer(row) ? [] : row.residentId)),
  )
  for (const { residentId } of people) context.note({ residentId, subject: `register-import ${importId}` })
}

/** Each person once: the populations of further rows are those of the row in which the person came first. */
function eachOnce(rows: readonly RowToApply[]): readonly RowToApply[] {
  if (!rows.some(({ isDuplicate }) => isDuplicate)) return rows
  const keyOf = ({ household, content: { person } }: RowToApply) => personKey({ household, person })
  return [...Map.groupBy(rows, keyOf).values()].map(([first, ...others]) => {
    if (others.length === 0) return first!
    const more = others.flatMap(({ outcome, content }) =>
      outcome === 'add' ? content.person.populations : (content.changes?.addedPopulations ?? []),
    )
    const { outcome, content } = first!
    const { person, changes } = content
    const together = (known: readonly Population[] = []) => [...new Set([...known, ...more])]
    return {
      ...first!,
      content:
        outcome === 'add'
          ? { ...content, person: { ...person, populations: together(person.populations) } }
          : { ...content, changes: { ...changes, addedPopulations: together(changes?.addedPopulations) } },
    }
  })
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
  const known = await knownNumbers(context, numbers)
  const isTaken = ({ outcome, content }: RowToApply) => {
    const idNumber = outcome === 'add' ? content.person.idNumber : content.changes?.idNumber
    return !!idNumber && known.has(idNumber)
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

/** Households that nobody lives in yet; who is their head, else who comes first, says where they are. */
async function newHouseholds(
  context: Context,
  added: readonly RowToApply[],
  heads: ReadonlyMap<string, NewResident>,
): Promise<NewHousehold[]> {
  const first = new Map<string, RowToApply>()
  for (const row of added) {
    const isHead = row.content.person.relation === HEAD
    if (!first.has(row.householdId) || isHead) first.set(row.householdId, row)
  }
  for (const id of await householdsKnown(context, [...first.keys()])) first.delete(id)
  return [...first.values()].map(({ householdId, villageCode, content: { person, householdNumber } }) => ({
    id: householdId,
    villageCode: villageCode!,
    groupNumber: groupNumberOf(person.group),
    registerNumber: householdNumber,
    address: doorOf(person),
    headId: heads.get(householdId)?.id ?? null,
  }))
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
    ...(person.paymentMethods?.length ? { profile: { paymentMethods: person.paymentMethods } } : {}),
    awaySince: person.isAway ? today : null,
    warnings: identityWarnings({ birthDate, sex: person.sex }, parsed?.ok ? parsed.reading : null, today),
    populations: [...new Set(person.populations)].map((population) => ({
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
