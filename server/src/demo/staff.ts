import { countyUnitCode } from '@qianyue/domain/access/org-unit.ts'
import type { Role } from '@qianyue/domain/access/roles.ts'
import { addDays, addYears, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { TeamRole } from '@qianyue/domain/teams/team.ts'
import { Dice, demoId } from './dice.ts'
import { givenName, surname } from './names.ts'
import { DEMO_COUNTY, demoTownships } from './places.ts'

type DemoStaff = {
  id: string
  unitCode: number
  name: string
  qualification: string
  licenceNumber: string | null
  licenceExpiresOn: LocalDate | null
  phone: string
}

export type DemoTeam = {
  id: string
  unitCode: number
  name: string
  phone: string
  villages: number[]
  members: { staffId: string; role: TeamRole; leads: boolean }[]
}

type DemoAccount = {
  id: string
  username: string
  name: string
  roles: { role: Role; unitCode: number }[]
  staffId: string | null
  residentId: string | null
}

export type DemoOrganisation = { staff: DemoStaff[]; teams: DemoTeam[]; accounts: DemoAccount[] }

/** The accounts of the demo county, in the order in which they are shown. */
export const demoAccountNames = [
  'county',
  'township',
  'leader',
  'doctor',
  'nurse',
  'finance',
  'supervisor',
  'expert',
  'resident',
  'admin',
] as const

/**
 * Staff of each unit, a team for every two or three villages, and the accounts with which the demo is entered: their
 * names are those of the service's description of its calls.
 */
export function demoOrganisation(
  today: LocalDate,
  residentOfAccount: { id: string; name: string },
): DemoOrganisation {
  const maker = new StaffMaker(today)
  const county = countyUnitCode(DEMO_COUNTY.code)
  const bureau = {
    officer: maker.staff(county, '其他', '林文静'),
    finance: maker.staff(county, '其他', '钱立新'),
    supervisor: maker.staff(county, '公卫医师', '谢永刚'),
    expert: maker.staff(county, '执业医师', '沈卫东'),
    admin: maker.staff(county, '其他', '许晓明'),
  }
  const teams: DemoTeam[] = []
  const posts = new Map<string, DemoStaff>()
  for (const township of demoTownships) {
    const officer = maker.staff(
      township.code,
      '公卫医师',
      township === demoTownships[0] ? '吴爱华' : undefined,
    )
    posts.set(`officer ${township.code}`, officer)
    const villageDoctors = township.villages.map((village) => maker.staff(village.code, '乡村医生'))
    villageDoctors.forEach((doctor, index) => {
      posts.set(`doctor ${township.villages[index]!.code}`, doctor)
    })
    for (const [index, villages] of inGroups(township.villages, 3).entries()) {
      const first = township === demoTownships[0] && index === 0
      const leader = maker.staff(township.code, '执业医师', first ? '周建华' : undefined)
      const nurse = maker.staff(township.code, '执业护士', first ? '郑敏' : undefined)
      const own = villageDoctors.filter((doctor) => villages.some(({ code }) => code === doctor.unitCode))
      const id = demoId('team', `${township.code} ${index}`)
      posts.set(`leader ${id}`, leader)
      posts.set(`nurse ${id}`, nurse)
      teams.push({
        id,
        unitCode: township.code,
        name: `${township.areaName}第${'一二三'[index]}家庭医生团队`,
        phone: `0500-80${String(teams.length + 11).padStart(2, '0')}120`,
        villages: villages.map(({ code }) => code),
        members: [
          { staffId: leader.id, role: 'family-doctor', leads: true },
          { staffId: nurse.id, role: 'nurse', leads: false },
          { staffId: officer.id, role: 'public-health', leads: false },
          ...own.map((doctor) => ({ staffId: doctor.id, role: 'village-doctor' as const, leads: false })),
        ],
      })
    }
  }

  const dongling = demoTownships[0]!
  const story = dongling.villages[1]!
  const team = teams.find(({ villages }) => villages.includes(story.code))!
  const account = (username: string, staff: DemoStaff, role: Role, unitCode: number): DemoAccount => ({
    id: demoId('account', username),
    username,
    name: staff.name,
    roles: [{ role, unitCode }],
    staffId: staff.id,
    residentId: null,
  })
  return {
    staff: maker.made,
    teams,
    accounts: [
      account('county', bureau.officer, 'county-officer', county),
      account('township', posts.get(`officer ${dongling.code}`)!, 'public-health-staff', dongling.code),
      account('leader', posts.get(`leader ${team.id}`)!, 'team-leader', dongling.code),
      account('doctor', posts.get(`doctor ${story.code}`)!, 'village-doctor', story.code),
      account('nurse', posts.get(`nurse ${team.id}`)!, 'nurse', dongling.code),
      account('finance', bureau.finance, 'finance-officer', county),
      account('supervisor', bureau.supervisor, 'supervisor', county),
      account('expert', bureau.expert, 'ecg-expert', county),
      account('admin', bureau.admin, 'system-admin', county),
      {
        id: demoId('account', 'resident'),
        username: 'resident',
        name: residentOfAccount.name,
        roles: [{ role: 'resident', unitCode: story.code }],
        staffId: null,
        residentId: residentOfAccount.id,
      },
    ],
  }
}

class StaffMaker {
  readonly made: DemoStaff[] = []
  private readonly dice = new Dice(7)
  private readonly today: LocalDate

  constructor(today: LocalDate) {
    this.today = today
  }

  staff(unitCode: number, qualification: string, name?: string): DemoStaff {
    const { dice, today } = this
    const serial = this.made.length
    const licensed = qualification !== '其他'
    // One licence in nine runs out soon, so that the home page has something to warn of.
    const expires = serial % 9 === 4 ? addDays(today, 24) : addYears(today, dice.between(1, 4))
    const staff: DemoStaff = {
      id: demoId('staff', serial),
      unitCode,
      name: name ?? `${surname(dice)}${givenName(dice, dice.chance(0.5) ? 'female' : 'male', 45)}`,
      qualification,
      licenceNumber: licensed ? `3203${String(20_260_000 + serial * 37).padStart(11, '0')}` : null,
      licenceExpiresOn: licensed ? expires : null,
      phone: `0500-80${String(serial + 21).padStart(2, '0')}${String(100 + serial)}`,
    }
    this.made.push(staff)
    return staff
  }
}

function inGroups<Value>(values: readonly Value[], size: number): Value[][] {
  const count = Math.ceil(values.length / size)
  return Array.from({ length: count }, (_, index) =>
    values.slice(
      Math.floor((index * values.length) / count),
      Math.floor(((index + 1) * values.length) / count),
    ),
  )
}
