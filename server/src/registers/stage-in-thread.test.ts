import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { IdNumber } from '@qianyue/domain/residents/id-number.ts'
import { describe, expect, test } from 'vitest'
import { type Match, nobodyFound, type PeopleAsked } from './known-people.ts'
import { stageInThread } from './stage-in-thread.ts'
import { type Desk, type RegisterToStage, stageRegister } from './stage-register.ts'
import type { StagedBatch } from './staged-batch.ts'
import { UnreadableRegister } from './zip-file.ts'

const messy = await readFile(join(import.meta.dirname, '../../../e2e/fixtures/register-messy.xlsx'))
const VILLAGES = ['东岭村', '西岭村', '石桥村', '柳树村', '镇南社区']

const register = (given: Partial<RegisterToStage> = {}): RegisterToStage => ({
  file: new Uint8Array(messy),
  fileName: 'register-messy.xlsx',
  columns: { chosen: {}, remembered: {}, today: '2026-11-20' as LocalDate },
  places: {
    units: [
      { code: 320399101000, areaName: '东岭镇' },
      ...VILLAGES.map((areaName, i) => ({ code: 320399101201 + i, areaName })),
    ],
    reach: { range: { from: 320399000000, to: 320399999999 }, units: [] },
  },
  choices: new Map(),
  anybodyKnown: false,
  ...given,
})

/** A desk that knows one person by number, and remembers what it was asked and given. */
function deskWith(known: IdNumber | null) {
  const asked: PeopleAsked[] = []
  const kept: StagedBatch[] = []
  const desk: Desk = {
    find: async (question) => {
      asked.push(question)
      return known === null
        ? nobodyFound
        : { ...nobodyFound, byIdNumber: new Map([[known, resident(known)]]) }
    },
    keep: async (batch) => void kept.push(batch),
  }
  return { desk, asked, kept }
}

/** What was kept, but for the ids, which are drawn anew each time. */
function plain(batches: readonly StagedBatch[]) {
  return batches.map(({ rows, problems, sheaves }) => ({
    rows: rows && { ...rows, residentId: '', householdId: '' },
    problems,
    numbers: sheaves.numbers,
    ends: sheaves.ends,
    text: Buffer.from(sheaves.bytes).toString('utf8'),
  }))
}

describe('a register that is read in a thread of its own', () => {
  test('is staged like one that is read here, in an empty county', async () => {
    const [here, beside] = [deskWith(null), deskWith(null)]
    const staged = await stageRegister(register(), here.desk)
    expect(staged.rows).toBe(404)
    expect(await stageInThread(Promise.resolve(register()), beside.desk)).toEqual(staged)
    expect(plain(beside.kept)).toEqual(plain(here.kept))
    expect(plain(here.kept).map(({ text }) => text.length > 50_000)).toEqual([true])
    expect([...here.asked, ...beside.asked]).toEqual([])
  })

  test('asks for its people where residents are known, and brings who is known up to date', async () => {
    const first = deskWith(null)
    await stageRegister(register({ anybodyKnown: true }), first.desk)
    const known = first.asked[0]!.idNumbers.find((number) => number !== null) as IdNumber
    const [here, beside] = [deskWith(known), deskWith(known)]
    const staged = await stageRegister(register({ anybodyKnown: true }), here.desk)
    expect(await stageInThread(Promise.resolve(register({ anybodyKnown: true })), beside.desk)).toEqual(
      staged,
    )
    expect(beside.asked).toEqual(here.asked)
    expect(plain(beside.kept)).toEqual(plain(here.kept))
    expect(beside.kept[0]!.rows!.residentId).toContain(resident(known).residentId)
  })

  test('and is none is said in words; what the database says to it ends it', async () => {
    const { desk } = deskWith(null)
    const damaged = new Uint8Array(messy.subarray(0, messy.length / 2))
    await expect(stageInThread(Promise.resolve(register({ file: damaged })), desk)).rejects.toThrow(
      UnreadableRegister,
    )
    const refused = { ...desk, keep: () => Promise.reject(new Error('the disk is full')) }
    await expect(stageInThread(Promise.resolve(register()), refused)).rejects.toThrow('the disk is full')
    const unopened = Promise.reject(new Error('the file is gone'))
    await expect(stageInThread(unopened, desk)).rejects.toThrow('the file is gone')
  })
})

function resident(idNumber: IdNumber): Match {
  return {
    residentId: '01980000-0000-7000-8000-000000000001',
    householdId: '01980000-0000-7000-8000-000000000002',
    villageCode: 320399101201,
    name: '王建国',
    sex: 'male',
    birthDate: '1950-03-02' as LocalDate,
    idNumber,
    phone: null,
    ethnicity: null,
    relation: null,
    isAway: false,
    populations: [],
    paymentMethods: [],
    idNumberMasked: null,
    diedOn: null,
    movedOutOn: null,
    village: '东岭村',
    address: '',
    registerNumber: null,
    groupNumber: null,
  }
}
