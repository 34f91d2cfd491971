import { randomBytes } from 'node:crypto'
import { countyUnitCode } from '@qianyue/domain/access/org-unit.ts'
import { addYears, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { packagesOn } from '@qianyue/domain/packages/package.ts'
import type pg from 'pg'
import { notePresentTeam } from '../agreements/agreements.queries.ts'
import { insertAgreements, numbering } from '../agreements/signing.queries.ts'
import type { Database } from '../database/database.ts'
import { inCounty } from '../database/in-county.ts'
import { createCounty } from '../database/migrate.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { monthEndsBefore, recountMonthEnd } from '../indicators/rebuild-indicators.ts'
import { insertDefaultPackages } from '../packages/default-packages.ts'
import { allVersions } from '../packages/packages.queries.ts'
import { insertHouseholds, insertResidents } from '../residents/insert-residents.queries.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import { hashPassword } from '../session/passwords.ts'
import { demoAgreements } from './agreements.ts'
import { assessDemoTeams } from './assessments.ts'
import {
  giveHouseholdsToDoctors,
  hasAccounts,
  insertAccounts,
  insertRecords,
  insertStaffAndTeams,
  insertUnits,
  noteDemoUnsignedReasons,
} from './demo.queries.ts'
import { demoFieldWork } from './field-work.ts'
import { demoHealthSheets, openDemoRecords } from './health-records.ts'
import { insertDemoOwnThings } from './own-things.ts'
import { demoHouseholds } from './people.ts'
import { DEMO_COUNTY } from './places.ts'
import { writeDemoProfiles } from './policy-profiles.ts'
import { demoRecords } from './records.ts'
import { fillDemoDesk } from './reports-and-bulletins.ts'
import { settleDemoQuarters } from './settlements.ts'
import { type DemoOrganisation, demoOrganisation } from './staff.ts'
import { superviseDemoCounty } from './supervision.ts'
import { insertDemoTargets } from './targets.ts'
import { leaveWorkWaiting } from './waiting-work.ts'

/** Tells how far the making is, from 0 to 1, and what is being made. */
export type OnProgress = (share: number, what: string) => void

const RECORDS_A_STATEMENT = 4_000
const TREND_MONTHS = 12

/**
 * Makes the demo county in a database that has no account yet. What people have done is one transaction, so that a
 * program killed meanwhile begins anew.
 * @returns the password of its accounts; null when there was something already.
 */
export async function seedDemo(
  database: Database,
  owner: pg.Client,
  crypto: FieldCrypto,
  options: { today: LocalDate; now: Date; password: string | null; onProgress: OnProgress },
): Promise<{ password: string } | null> {
  if (await hasAccounts(database)) return null
  const { today, now, onProgress } = options
  const password = options.password ?? `demo-${randomBytes(5).toString('hex')}`
  onProgress(0, '建立示范县')
  await createCounty(owner, DEMO_COUNTY)
  const households = demoHouseholds(today)
  const people = households.flatMap(({ members }) => members)
  const organisation = demoOrganisation(today, people[0]!)
  const admin = organisation.accounts.find(({ username }) => username === 'admin')!
  const passwordHash = await hashPassword(password)

  await inCounty(database, DEMO_COUNTY.code, async (db) => {
    const context = makerContext(db, crypto, admin.id, today, now)
    await insertUnits(db)
    await insertStaffAndTeams(db, organisation, today)
    await insertDefaultPackages(db, addYears(today, -3))
    await insertDemoTargets(db, today)
    await insertDemoOwnThings(db, today)

    onProgress(0.08, `登记 ${people.length} 位居民`)
    await insertHouseholds(context, households)
    await insertResidents(context, people)
    await giveHouseholdsToDoctors(db)

    onProgress(0.25, '签约')
    const offered = packagesOn(today, await allVersions(db))
    const agreements = demoAgreements(today, households, organisation.teams, offered, admin.id)
    await insertAgreements(
      { db },
      agreements.map(({ year: _, ...agreement }) => agreement),
    )
    await db.executeQuery(numbering(db, agreements))
    const residentIds = people.map(({ id }) => id)
    await notePresentTeam(context, residentIds)

    onProgress(0.4, '服务记录')
    const performers = { doctorOf: doctorsOf(organisation) }
    const records = [
      ...demoRecords(today, households, agreements, performers),
      ...demoHealthSheets(today, households, performers),
    ]
    for (let from = 0; from < records.length; from += RECORDS_A_STATEMENT) {
      await insertRecords(db, records.slice(from, from + RECORDS_A_STATEMENT), admin.id)
      onProgress(0.45 + (0.25 * from) / records.length, `服务记录 ${from} / ${records.length}`)
    }

    await openDemoRecords(context, households, records)

    onProgress(0.72, '应尽服务')
    await refreshResidents(context, residentIds)
    await insertAccounts(db, organisation, passwordHash)
    await noteDemoUnsignedReasons(db, today, officer(organisation, 'county').accountId)
    await settleDemoQuarters(context, {
      finance: officer(organisation, 'finance'),
      bureau: officer(organisation, 'county'),
    })
    await assessDemoTeams(context)
    await demoFieldWork(context, people, doctorsOf(organisation))
    await writeDemoProfiles(context, officer(organisation, 'county'))
  })

  const monthEnds = monthEndsBefore(today, TREND_MONTHS)
  for (const [index, day] of monthEnds.entries()) {
    onProgress(0.8 + (0.2 * index) / monthEnds.length, `${day.slice(0, 7)} 月末指标`)
    await recountMonthEnd(database, DEMO_COUNTY.code, day)
  }
  onProgress(0.99, '报表与通报')
  const officers = {
    bureau: officer(organisation, 'county'),
    township: officer(organisation, 'township'),
    doctor: officer(organisation, 'doctor'),
    supervisor: officer(organisation, 'supervisor'),
  }
  await inCounty(database, DEMO_COUNTY.code, async (db) => {
    const context = makerContext(db, crypto, admin.id, today, now)
    await fillDemoDesk(context, officers)
    await superviseDemoCounty(context, officers, organisation)
    await leaveWorkWaiting(context, { ...officers, finance: officer(organisation, 'finance') })
  })
  onProgress(1, '示范县已建立')
  return { password }
}

function officer({ accounts }: DemoOrganisation, username: string) {
  const { id, roles } = accounts.find((account) => account.username === username)!
  return { accountId: id, roles }
}

function doctorsOf({ staff }: DemoOrganisation) {
  const doctors = new Map(
    staff
      .filter(({ qualification }) => qualification === '乡村医生')
      .map((doctor) => [doctor.unitCode, doctor]),
  )
  return (villageCode: number) => {
    const doctor = doctors.get(villageCode)
    if (doctor === undefined) throw new Error(`no doctor in ${villageCode}`)
    return doctor
  }
}

/** The demo's administrator, past every policy: the county is made before anybody can enter it. */
function makerContext(
  db: Database,
  crypto: FieldCrypto,
  accountId: string,
  today: LocalDate,
  now: Date,
): Context {
  const unitCode = countyUnitCode(DEMO_COUNTY.code)
  return {
    db,
    crypto,
    today,
    now,
    action: 'org-units.manage',
    reach: { range: { from: unitCode, to: unitCode + 999_999 }, units: [], teams: [], residentId: null },
    viewer: {
      accountId,
      username: 'admin',
      name: DEMO_COUNTY.name,
      staffId: null,
      residentId: null,
      countyCode: DEMO_COUNTY.code,
      countyName: DEMO_COUNTY.name,
      unitCode,
      unitName: DEMO_COUNTY.name,
      roles: [{ role: 'system-admin', unitCode }],
      teamIds: [],
      teamVillages: [],
      mustChangePassword: false,
      mustEnrolSecondFactor: false,
      isProgram: false,
      scopes: null,
    },
    note: () => {},
  }
}
