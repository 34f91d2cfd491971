import { createHash } from 'node:crypto'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { importOutsideList as importCall } from '@qianyue/api/outside-lists.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  changeOf,
  type KnownOfListed,
  type ListEntry,
  taskOf,
} from '@qianyue/domain/outside-lists/list-work.ts'
import { type ListKind, listName, listsOf, meaningOf } from '@qianyue/domain/outside-lists/outside-list.ts'
import { type ListedPerson, startList } from '@qianyue/domain/outside-lists/read-list.ts'
import type { AgePolicy } from '@qianyue/domain/populations/population.ts'
import { maskIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { v7 as newId } from 'uuid'
import type { Context } from '../http/context.ts'
import { Invalid, Refused } from '../http/errors.ts'
import type { SentFile } from '../http/uploads.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { readRegister } from '../registers/read-register.ts'
import { idNumberHash } from '../residents/sealed-numbers.ts'
import { describeList } from './describe-list.ts'
import * as queries from './outside-lists.queries.ts'

/** Rows that one list may have; a county's insured come township by township. */
const MOST_PEOPLE = 200_000
/** What such a list unpacks to, with room: 200,000 rows × 8 take 45 MB, and each sheet is gone through twice. */
const UNPACKED_MOST_BYTES = 200_000_000

/** 导入一期名单: read, matched, compared with the one before; what is to be done becomes the work list. */
export async function importList(
  context: Context,
  { id, kind, asOf }: RequestOf<typeof importCall>,
  { fileName, content: file }: SentFile,
) {
  const { db, viewer, today, note } = context
  const fileHash = createHash('sha256').update(file).digest()
  const { ages } = await policyAt(db, today)
  const [kept] = await queries.listsKept(db, id)
  if (kept) {
    if (!kept.fileHash.equals(fileHash)) throw new Refused('list-differs', '这个编号下已导入另一份名单。')
    return describeList(kept, ages)
  }
  if (!listsOf(ages).includes(kind))
    throw new Invalid({ kind: '本县政策没有这个按名单登记的人群，请先在政策里写明。' })
  if (asOf > today) throw new Invalid({ asOf: '名单日期不能晚于今天' })
  const { beforeId, notBefore } = await queries.listsAround(db, viewer.unitCode, kind, asOf)
  if (notBefore !== null)
    throw new Refused('list-not-newer', `${listName(kind, ages)}已有${notBefore}的一期，请导入更晚的名单。`)

  const { people, problems } = await readPeople(file, fileName, today)
  const entries = await matched(context, people)
  const before = beforeId === null ? [] : await queries.entriesOf(db, beforeId)
  const { tasks, counts } = await compared(context, { kind, asOf, ages }, entries, before)
  await queries.insertList(context, {
    id,
    kind,
    asOf,
    fileName,
    fileHash,
    problems: problems.slice(0, 1000),
    counts: {
      ...counts,
      people: entries.length,
      matched: entries.filter(({ residentId }) => residentId !== null).length,
      unmatched: entries.filter(({ residentId }) => residentId === null).length,
      problems: problems.length,
    },
  })
  await queries.insertEntries(db, id, viewer.unitCode, entries)
  await queries.replaceTasks(context, { id, kind }, tasks)
  note({ subject: `outside list ${kind} ${asOf} ${id}` })
  const [list] = await queries.listsKept(db, id)
  return describeList(list!, ages)
}

async function readPeople(file: Buffer, fileName: string, today: LocalDate) {
  const list = startList(today)
  for await (const { rows } of readRegister(file, fileName, UNPACKED_MOST_BYTES).batches) {
    for (const row of rows) list.read(row)
    if (list.people.length > MOST_PEOPLE)
      throw new Invalid({ file: `名单超过 ${MOST_PEOPLE} 人，请按乡镇分开导入。` })
  }
  if (list.people.length === 0)
    throw new Invalid({
      file: '没有读到人员。请确认表头有“姓名”和“身份证号”（或“出生日期”），且下面有内容。',
    })
  return list
}

/** Finds the resident of each line: by ID number, else by name and birth date where that is one person only. */
async function matched(context: Context, people: readonly ListedPerson[]): Promise<queries.EntryRow[]> {
  const { db, crypto } = context
  const hashOf = new Map<ListedPerson, string>()
  for (const person of people) {
    if (person.idNumber !== null) hashOf.set(person, idNumberHash(crypto, person.idNumber).toString('hex'))
  }
  const byHash = await queries.residentsByIdHash(db, [...hashOf.values()])
  const byName = new Map<string, queries.Listed[]>()
  const named = people.flatMap(({ name, birthDate }) => (birthDate === null ? [] : [{ name, birthDate }]))
  for (const row of await queries.residentsByName(db, named)) {
    const key = `${row.name}|${row.birthDate}`
    byName.set(key, [...(byName.get(key) ?? []), row])
  }
  return people.map((person, index): queries.EntryRow => {
    const { idNumber, name, birthDate } = person
    const hash = hashOf.get(person) ?? null
    const found = hash === null ? undefined : byHash.get(hash)
    // Somebody with another number is somebody else, whatever the name.
    const alike = (byName.get(`${name}|${birthDate}`) ?? []).filter(
      (resident) => hash === null || resident.hash === null,
    )
    const resident = found ?? (alike.length === 1 ? alike[0] : undefined)
    return {
      position: index,
      sheetRow: person.sheetRow,
      personKey:
        resident?.id ?? hash ?? crypto.keyedHash('listed person', `${name}|${birthDate}`).toString('hex'),
      name: name === '' ? (resident?.name ?? '') : name,
      idNumberEncrypted: idNumber === null ? null : crypto.encrypt(idNumber),
      idNumberMasked: idNumber === null ? null : maskIdNumber(idNumber),
      birthDate,
      residentId: resident?.id ?? null,
      unmatchedBecause: resident
        ? null
        : alike.length > 1
          ? `有 ${alike.length} 位居民同名同出生日期，请核对身份证号`
          : '没有找到这位居民',
      category: person.category,
      since: person.since,
      until: person.until,
    }
  })
}

async function compared(
  { db, reach }: Context,
  { kind, asOf, ages }: { kind: ListKind; asOf: LocalDate; ages: AgePolicy },
  entries: readonly queries.EntryRow[],
  before: readonly queries.EntryBefore[],
) {
  const means = meaningOf(kind)
  const ids = [...entries, ...before].flatMap(({ residentId }) => (residentId === null ? [] : [residentId]))
  const population = means.is === 'population' ? means.population : null
  const known = new Map(
    (await queries.knownOfListed(db, ids, population, asOf, reach.range)).map((row) => [row.id, row]),
  )
  const earlier = new Map(before.map((entry) => [entry.personKey, entry]))
  const now = new Map(entries.map((entry) => [entry.personKey, entry]))
  const tasks: queries.NewTask[] = []
  const counts = { added: 0, left: 0, changed: 0 }
  const look = (
    personKey: string,
    person: Pick<queries.NewTask, 'residentId' | 'name' | 'idNumberMasked'>,
    entry: ListEntry,
  ) => {
    const change = changeOf(earlier.get(personKey), now.get(personKey))
    if (change === 'new') counts.added++
    else if (change !== 'same') counts[change]++
    const task = taskOf(kind, asOf, change, entry, knownAs(known.get(person.residentId ?? '')), ages)
    if (!task) return
    const { residentId, name, idNumberMasked } = person
    const { on: aboutDay, ...what } = task
    tasks.push({ id: newId(), personKey, residentId, name, idNumberMasked, change, aboutDay, ...what })
  }
  for (const entry of now.values()) look(entry.personKey, entry, entry)
  for (const entry of before) if (!now.has(entry.personKey)) look(entry.personKey, entry, entry)
  const nothing: ListEntry = { category: '', since: null, until: null }
  for (const { id: residentId, name, idNumberMasked, membershipId } of known.values()) {
    if (membershipId === null || now.has(residentId) || earlier.has(residentId)) continue
    look(residentId, { residentId, name, idNumberMasked }, nothing)
  }
  return { tasks, counts }
}

function knownAs(row: queries.KnownRow | undefined): KnownOfListed | null {
  if (!row) return null
  const { diedOn, membershipId, since } = row
  return { diedOn, membership: membershipId === null || since === null ? null : { id: membershipId, since } }
}
