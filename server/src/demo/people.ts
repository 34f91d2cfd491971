import {
  addDays,
  addYears,
  ageYearsOn,
  dayOf,
  type LocalDate,
  later,
  yearOf,
} from '@qianyue/domain/days/local-date.ts'
import type { Relation } from '@qianyue/domain/households/relation.ts'
import type { DeclarationSource } from '@qianyue/domain/populations/declaring.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { checkCharacter, type IdNumber } from '@qianyue/domain/residents/id-number.ts'
import type { NewHousehold, NewResident } from '../residents/insert-residents.queries.ts'
import { Dice, demoId } from './dice.ts'
import { givenName, surname } from './names.ts'
import { type DemoVillage, demoVillages } from './places.ts'

export type DemoPerson = NewResident & { sex: 'male' | 'female'; idNumber: IdNumber }
export type DemoHousehold = NewHousehold & {
  members: DemoPerson[]
  village: DemoVillage
  story: string | null
}

/**
 * Demo numbers begin with 320398, which like the county's own 320399 belongs to no region: a register of the county
 * that is imported to try it out never meets a number of the demo.
 */
const ID_REGION = '320398'

type Wanted = {
  relation: Relation
  sex: 'male' | 'female'
  ageYears: number
  surname?: string
  name?: string
  populations?: Population[]
}

/** How families are made up, and how often: what a county of the plains looks like with its young people away. */
const families: { weight: number; members: (dice: Dice) => Wanted[] }[] = [
  { weight: 12, members: (dice) => couple(dice, dice.between(63, 84)) },
  {
    weight: 6,
    members: (dice) => [
      { relation: '02', sex: dice.chance(0.7) ? 'female' : 'male', ageYears: dice.between(66, 88) },
    ],
  },
  { weight: 22, members: (dice) => threeGenerations(dice) },
  {
    weight: 16,
    members: (dice) => {
      const age = dice.between(32, 48)
      return [...couple(dice, age), ...children(dice, age)]
    },
  },
  { weight: 8, members: (dice) => couple(dice, dice.between(50, 62)) },
  {
    weight: 6,
    members: (dice) => [
      ...couple(dice, dice.between(26, 33)),
      { relation: dice.chance(0.5) ? '20' : '30', sex: 'male' as const, ageYears: dice.between(0, 5) },
    ],
  },
]

function couple(dice: Dice, headAge: number): Wanted[] {
  return [
    { relation: '02', sex: 'male', ageYears: headAge },
    { relation: '10', sex: 'female', ageYears: Math.max(20, headAge - dice.between(0, 4)) },
  ]
}

function children(dice: Dice, parentAge: number): Wanted[] {
  return Array.from({ length: dice.chance(0.45) ? 2 : 1 }, (): Wanted => {
    const boy = dice.chance(0.52)
    return {
      relation: boy ? '20' : '30',
      sex: boy ? 'male' : 'female',
      ageYears: Math.max(0, parentAge - dice.between(23, 31)),
    }
  })
}

function threeGenerations(dice: Dice): Wanted[] {
  const headAge = dice.between(56, 76)
  const sonAge = Math.max(24, headAge - dice.between(23, 28))
  const members: Wanted[] = [...couple(dice, headAge), { relation: '20', sex: 'male', ageYears: sonAge }]
  members.push({ relation: '38', sex: 'female', ageYears: Math.max(22, sonAge - dice.between(0, 3)) })
  const grandchildren = dice.chance(0.4) ? 2 : 1
  for (let count = 0; count < grandchildren; count += 1) {
    const boy = dice.chance(0.52)
    members.push({
      relation: boy ? '41' : '42',
      sex: boy ? 'male' : 'female',
      ageYears: Math.max(0, sonAge - dice.between(22, 30)),
    })
  }
  return members
}

/** Households that a newcomer is led to. Each is in 东岭村, at the beginning of its lists. */
const stories: { story: string; members: Wanted[] }[] = [
  {
    story: 'renewable-next-week',
    members: [
      { relation: '02', sex: 'female', ageYears: 72, name: '王秀英', populations: ['hypertension'] },
      { relation: '20', sex: 'male', ageYears: 46, name: '陈志远' },
      { relation: '38', sex: 'female', ageYears: 44, name: '刘海燕' },
      { relation: '42', sex: 'female', ageYears: 5, name: '陈思雨' },
    ],
  },
  {
    story: 'out-of-control-twice',
    members: [
      {
        relation: '02',
        sex: 'male',
        ageYears: 61,
        name: '李国强',
        populations: ['hypertension', 'type2-diabetes'],
      },
      { relation: '10', sex: 'female', ageYears: 59, name: '赵玉珍' },
    ],
  },
  {
    story: 'unsigned-registered-poor',
    members: [
      { relation: '02', sex: 'male', ageYears: 50, name: '周长林', populations: ['registered-poor'] },
      { relation: '10', sex: 'female', ageYears: 48, name: '吴春香', populations: ['registered-poor'] },
      {
        relation: '52',
        sex: 'female',
        ageYears: 76,
        name: '孙桂兰',
        populations: ['registered-poor', 'hypertension'],
      },
      { relation: '20', sex: 'male', ageYears: 17, name: '周浩然', populations: ['registered-poor'] },
    ],
  },
  {
    story: 'expecting',
    members: [
      { relation: '02', sex: 'male', ageYears: 30, name: '郑海涛' },
      { relation: '10', sex: 'female', ageYears: 28, name: '何静怡', populations: ['pregnant'] },
      { relation: '30', sex: 'female', ageYears: 3, name: '郑欣怡' },
    ],
  },
  {
    story: 'signed-not-served',
    members: [
      { relation: '02', sex: 'male', ageYears: 68, name: '胡守业', populations: ['hypertension'] },
      { relation: '10', sex: 'female', ageYears: 66, name: '徐素芬', populations: ['type2-diabetes'] },
    ],
  },
]

/** The people of the demo county as they are on a day: 2,000 of them, the same whenever it is made. */
export function demoHouseholds(today: LocalDate, people = 2_000): DemoHousehold[] {
  const dice = new Dice(20_260_101)
  const maker = new PersonMaker(dice, today)
  const households: DemoHousehold[] = []
  let count = 0
  const add = (village: DemoVillage, wanted: Wanted[], story: string | null) => {
    const kept = wanted.slice(0, people - count)
    if (kept.length === 0) return
    const serial = households.length
    const groupNumber = story ? 1 : dice.between(1, village.groups)
    const id = demoId('household', serial)
    const family = surname(dice)
    const members = withContacts(
      kept.map((member) => maker.person(id, village, member, family)),
      serial,
    )
    const address = `${village.areaName}${groupNumber}组${story ? 8 + serial : dice.between(20, 160)}号`
    households.push({ id, villageCode: village.code, groupNumber, address, members, village, story })
    count += members.length
  }
  const [, first] = demoVillages
  for (const { story, members } of stories) add(first!, members, story)
  while (count < people) {
    for (const village of demoVillages) {
      const share = Math.max(1, Math.round(village.households / 10))
      for (let each = 0; each < share; each += 1) add(village, weighted(dice).members(dice), null)
    }
  }
  return households
}

/** 联系人: for most, somebody else of the household with a telephone. */
function withContacts(members: DemoPerson[], serial: number): DemoPerson[] {
  const dice = new Dice(80_000 + serial)
  return members.map((member) => {
    const contact = members.find((other) => other !== member && other.phone)
    if (!contact?.phone || !dice.chance(0.9)) return member
    return { ...member, contactName: contact.name, contactPhone: contact.phone }
  })
}

function weighted(dice: Dice) {
  const total = families.reduce((sum, { weight }) => sum + weight, 0)
  let at = dice.next() * total
  for (const family of families) {
    at -= family.weight
    if (at < 0) return family
  }
  return families[0]!
}

class PersonMaker {
  private serial = 0
  private readonly dice: Dice
  private readonly today: LocalDate

  constructor(dice: Dice, today: LocalDate) {
    this.dice = dice
    this.today = today
  }

  person(householdId: string, village: DemoVillage, wanted: Wanted, family: string): DemoPerson {
    const { dice, today } = this
    const serial = this.serial++
    const sex = wanted.relation === '30' ? 'female' : wanted.sex
    const birthDate = this.birthDate(wanted.ageYears)
    const marriedIn = wanted.relation === '10' || wanted.relation === '38' || wanted.relation === '52'
    const name =
      wanted.name ?? `${marriedIn ? surname(dice) : family}${givenName(dice, sex, wanted.ageYears)}`
    const registeredOn = later(birthDate, addDays(addYears(today, -3), dice.between(0, 200)))
    const phone = `1${dice.pick(['39', '58', '76', '87'])}${String(dice.between(0, 9999)).padStart(4, '0')}${String(serial % 10_000).padStart(4, '0')}`
    const awaySince =
      wanted.name === undefined && wanted.ageYears >= 19 && wanted.ageYears <= 55 && dice.chance(0.16)
    return {
      id: demoId('resident', serial),
      householdId,
      villageCode: village.code,
      name,
      sex,
      birthDate,
      registeredOn,
      idNumber: this.idNumber(birthDate, sex, serial),
      phone: wanted.ageYears >= 14 ? phone : null,
      relation: wanted.relation,
      ethnicity: '汉族',
      awaySince: awaySince ? addDays(today, -dice.between(20, 300)) : null,
      populations: this.populations(serial, wanted, sex, registeredOn),
    }
  }

  /** A birthday so that the person has just this age today. */
  private birthDate(ageYears: number): LocalDate {
    const latest = addYears(this.today, -ageYears)
    const day = addDays(latest, -this.dice.between(3, 350))
    return ageYearsOn(this.today, day) === ageYears ? day : addDays(latest, -3)
  }

  /** Odd for a man, even for a woman; of two people born on a day the numbers differ. */
  private idNumber(birthDate: LocalDate, sex: 'male' | 'female', serial: number): IdNumber {
    const order = ((serial * 2) % 998) + (sex === 'male' ? 1 : 2)
    const seventeen = `${ID_REGION}${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`
    return (seventeen + checkCharacter(seventeen)) as IdNumber
  }

  private populations(serial: number, wanted: Wanted, sex: 'male' | 'female', registeredOn: LocalDate) {
    const { dice } = this
    const { ageYears } = wanted
    const found = new Map<Population, DeclarationSource>()
    for (const population of wanted.populations ?? []) found.set(population, 'register')
    if (wanted.name === undefined) {
      const may = (population: Population, probability: number, source: DeclarationSource) => {
        if (dice.chance(probability)) found.set(population, source)
      }
      may(
        'hypertension',
        ageYears < 35 ? 0 : ageYears < 55 ? 0.14 : ageYears < 65 ? 0.33 : 0.46,
        'clinic-diagnosis',
      )
      may('type2-diabetes', ageYears < 40 ? 0 : ageYears < 60 ? 0.07 : 0.17, 'clinic-diagnosis')
      may('disabled', 0.035, 'disabled-federation')
      may('registered-poor', 0.04, 'poverty-relief')
      may('low-income', 0.025, 'civil-affairs')
      may('severe-mental-disorder', ageYears < 20 ? 0 : 0.006, 'public-security')
      may('copd', ageYears < 55 ? 0 : 0.03, 'clinic-diagnosis')
      may('pregnant', sex === 'female' && ageYears >= 22 && ageYears <= 36 ? 0.07 : 0, 'maternal-child')
      may('fp-special-family', ageYears < 50 ? 0 : 0.006, 'family-planning')
      may('lone-elder', ageYears >= 70 && wanted.relation === '02' ? 0.05 : 0, 'register')
    }
    // Thrown apart, so that everybody else stays who they were.
    const rare = new Dice(70_000 + serial)
    if (wanted.name === undefined) {
      if (ageYears >= 20 && rare.chance(0.004)) found.set('tuberculosis', 'clinic-diagnosis')
      if (ageYears >= 45 && rare.chance(0.008)) found.set('cancer', 'clinic-diagnosis')
      if (ageYears >= 78 && rare.chance(0.06)) {
        found.set('bed-ridden', 'clinic-diagnosis')
        found.set('home-bed', 'service-record')
      }
    }
    return [...found].map(([population, declaredBy]) => ({
      id: demoId('population', `${serial} ${population}`),
      population,
      since:
        population === 'pregnant'
          ? addDays(this.today, -dice.between(60, 200))
          : population === 'tuberculosis'
            ? later(registeredOn, addDays(this.today, -rare.between(40, 150)))
            : population === 'home-bed'
              ? later(registeredOn, addDays(this.today, -40))
              : this.since(registeredOn, wanted.ageYears),
      declaredBy,
    }))
  }

  /** Between the record's opening and a month ago; for most it was known when the record was opened. */
  private since(registeredOn: LocalDate, ageYears: number): LocalDate {
    const { dice, today } = this
    if (ageYears < 1 || dice.chance(0.7)) return registeredOn
    return later(registeredOn, dayOf(yearOf(today), 1, dice.between(5, 28)) ?? registeredOn)
  }
}
