import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { localDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { SheetRow } from '@qianyue/domain/registers/cell.ts'
import { findHeader, HEADER_WITHIN_ROWS } from '@qianyue/domain/registers/header.ts'
import { guessMapping, mappingOf } from '@qianyue/domain/registers/mapping.ts'
import type { RegisterProblem } from '@qianyue/domain/registers/register-problem.ts'
import { type RegisterRow, startRegister } from '@qianyue/domain/registers/register-reading.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Habit, habits, peopleFor, registerOf, type Truth } from './nasty-registers.fixture.ts'
import { readRegister } from './read-register.ts'

const fixture = join(import.meta.dirname, '../../../e2e/fixtures/register-clean.truth.json')
const everybody = (JSON.parse(await readFile(fixture, 'utf8')) as { rows: Truth[] }).rows
const today = localDate('2026-11-20')

const populationOf: Record<string, Population> = {
  高血压: 'hypertension',
  糖尿病: 'type2-diabetes',
  严重精神障碍: 'severe-mental-disorder',
  肺结核: 'tuberculosis',
  孕产妇: 'pregnant',
  残疾人: 'disabled',
  建档立卡贫困人口: 'registered-poor',
  低保: 'low-income',
}

async function read(
  file: Buffer,
  name: string,
): Promise<{ people: RegisterRow[]; problems: RegisterProblem[] }> {
  const sheets = new Map<number, SheetRow[]>()
  for await (const { sheetIndex, rows } of readRegister(file, name).batches) {
    sheets.set(sheetIndex, [...(sheets.get(sheetIndex) ?? []), ...rows])
  }
  const register = startRegister(today)
  const people: RegisterRow[] = []
  for (const rows of sheets.values()) {
    const header = findHeader(rows.slice(0, HEADER_WITHIN_ROWS))
    const below = rows.filter(({ sheetRow }) => sheetRow > (header?.to ?? 0))
    const guesses = guessMapping(header ?? { titles: [], groups: [] }, below, {}, today)
    const open = register.sheet(rows[0]!.sheet, header, mappingOf(guesses))
    people.push(...below.flatMap((row) => open.read(row) ?? []))
  }
  return {
    people,
    problems: [
      ...people.flatMap(({ problems }) => problems),
      ...register.finish().map(({ problem }) => problem),
    ],
  }
}

/** Some whole households that stand beside each other in the fixture. */
const families = fc.nat(everybody.length - 200).map((from) => {
  const first = everybody.findIndex((one, at) => at >= from && one.relation === '户主')
  const last = everybody.findIndex((one, at) => at >= first + 80 && one.relation === '户主')
  return everybody.slice(first, last)
})

const wanted = (one: Truth) => ({
  name: one.name,
  sex: one.sex === 'M' ? 'male' : 'female',
  idNumber: one.id,
  birthDate: one.birth,
  village: one.village,
  group: `${one.group}组`,
  phone: one.phone || null,
  isAway: one.residency === '外出',
  populations: one.tags.flatMap((tag) => populationOf[tag] ?? []).sort(),
})
const found = ({ person }: RegisterRow) => ({
  name: person.name,
  sex: person.sex,
  idNumber: person.idNumber,
  birthDate: person.birthDate,
  village: person.village,
  group: person.group,
  phone: person.phone,
  isAway: person.isAway,
  populations: [...person.populations].sort(),
})
/** Households by their members, whatever they are numbered. */
const together = (of: readonly { household: number }[]) => {
  const order = new Map<number, number>()
  return of.map(({ household }) => order.get(household) ?? order.set(household, order.size).size - 1)
}

describe('registers as clerks keep them, in any mixture of habits', () => {
  test('everybody is read as they are, in their households, and nothing is complained of', async () => {
    await fc.assert(
      fc.asyncProperty(habits, families, async (habit, all) => {
        const people = peopleFor(all, habit)
        const { file, name } = registerOf(people, habit)
        const reading = await read(file, name)
        expect(reading.people.map(found)).toEqual(people.map(wanted))
        expect(together(reading.people)).toEqual(together(people))
        expect(reading.problems.map(({ code, sheetRow, value }) => ({ code, sheetRow, value }))).toEqual([])
      }),
      { numRuns: Number(process.env.NASTY_RUNS ?? 30) },
    )
  })

  test('every mistake is named at its cell, in whatever register, and nobody else is complained of', async () => {
    const spoilt = fc.array(fc.record({ at: fc.nat(79), mistake: fc.constantFrom(...mistakes) }), {
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(habits, families, spoilt, async (habit, all, spoils) => {
        const people = peopleFor(all, { ...habit, date: dated(habit) })
        const byPerson = new Map<Truth, Mistake>()
        for (const { at, mistake } of spoils) {
          const one = people[at]
          if (one && one.relation !== '户主' && mistake.fits(one, habit)) byPerson.set(one, mistake)
        }
        const { file, name } = registerOf(people, { ...habit, date: dated(habit) }, (one, column, cell) => {
          const mistake = byPerson.get(one)
          return mistake?.column === column ? mistake.write(one) : cell
        })
        const reading = await read(file, name)
        expect(reading.people).toHaveLength(people.length)
        expect(reading.people.map(({ problems }) => problems.map(({ code }) => code))).toEqual(
          people.map((one) => (byPerson.has(one) ? [byPerson.get(one)!.code] : [])),
        )
        for (const problem of reading.problems) {
          expect(problem.columnIndex, problem.code).not.toBeNull()
          expect(problem.message).toMatch(/。$/)
        }
      }),
      { numRuns: Number(process.env.NASTY_RUNS ?? 30) },
    )
  })
})

type Mistake = {
  column: string
  code: string
  fits: (one: Truth, habit: Habit) => boolean
  write: (one: Truth) => string | null
}

const dated = ({ date }: Habit): Habit['date'] => (date === 'none' ? 'iso' : date)
const always = () => true
const otherCheck = (id: string) => `${id.slice(0, 17)}${id[17] === '1' ? '2' : '1'}`
const mistakes: readonly Mistake[] = [
  {
    column: 'id',
    code: 'id-lost-precision',
    fits: always,
    write: ({ id }) => `${id[0]}.${id.slice(1, 6)}E+17`,
  },
  { column: 'id', code: 'id-17-digits', fits: always, write: ({ id }) => id.slice(0, 17) },
  { column: 'id', code: 'id-wrong-length', fits: always, write: ({ id }) => id.slice(0, 12) },
  { column: 'id', code: 'id-check-digit', fits: always, write: ({ id }) => otherCheck(id) },
  {
    column: 'id',
    code: 'id-masked',
    fits: always,
    write: ({ id }) => `${id.slice(0, 6)}********${id.slice(14)}`,
  },
  { column: 'id', code: 'id-missing', fits: always, write: () => null },
  {
    column: 'id',
    code: 'id-not-digits',
    fits: always,
    write: ({ id }) => `${id.slice(0, 9)}O${id.slice(10)}`,
  },
  { column: 'id', code: 'id-other-document', fits: always, write: () => 'E12345678' },
  {
    column: 'sex',
    code: 'sex-contradicts-id',
    fits: ({ tags }) => !tags.includes('孕产妇'),
    write: ({ sex }) => (sex === 'M' ? '女' : '男'),
  },
  { column: 'sex', code: 'sex-unreadable', fits: always, write: () => '？男女' },
  {
    column: 'birth',
    code: 'birth-contradicts-id',
    fits: always,
    write: ({ birth }) => `${birth.slice(0, 8)}${birth.endsWith('05') ? '06' : '05'}`,
  },
  { column: 'birth', code: 'birth-unreadable', fits: always, write: () => '1963年13月40日' },
  { column: 'birth', code: 'birth-unreadable', fits: always, write: () => '腊月初八' },
  { column: 'relation', code: 'relation-unknown', fits: always, write: () => '邻居' },
  { column: 'phone', code: 'phone-wrong', fits: always, write: () => '1381234' },
  { column: 'phone', code: 'phone-not-the-only', fits: always, write: () => '13812345678/13912345678' },
  { column: 'name', code: 'name-missing', fits: always, write: () => null },
  {
    column: 'populations',
    code: 'population-unknown',
    fits: (_one, { populations }) => ['words', 'slashes', 'numbered'].includes(populations),
    write: () => '灰指甲',
  },
]
