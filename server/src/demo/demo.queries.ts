import { countyUnitCode } from '@qianyue/domain/access/org-unit.ts'
import { addYears, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { bitsOfTraits } from '@qianyue/domain/indicators/flags.ts'
import { committeeCodeOf } from '@qianyue/domain/residents/health-record-number.ts'
import { defaultUnsignedReasons } from '@qianyue/domain/unsigned-reasons/unsigned-reasons.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { openPart, putContent } from '../service-records/protected-contents.queries.ts'
import { demoId } from './dice.ts'
import { DEMO_COUNTY, demoTownships } from './places.ts'
import type { DemoRecord } from './records.ts'
import { type DemoOrganisation, demoAccountNames } from './staff.ts'

const demoAccountIds = demoAccountNames.map((username) => demoId('account', username))

/** Whether anybody could enter the program yet: a county without an account is not finished. */
export async function hasAccounts(database: Database): Promise<boolean> {
  return (await database.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) !== undefined
}

export async function insertUnits(db: Database): Promise<void> {
  const county = countyUnitCode(DEMO_COUNTY.code)
  const units = [
    {
      code: county,
      parentCode: null,
      level: 'county',
      name: `${DEMO_COUNTY.name}卫生健康局`,
      areaName: DEMO_COUNTY.name,
      archiveCode: null,
      phone: '0500-8000000',
      address: `${DEMO_COUNTY.name}政务中心`,
    },
    ...demoTownships.map(({ code, name, areaName }, index) => ({
      code,
      parentCode: county,
      level: 'township',
      name: `${DEMO_COUNTY.name}${name}`,
      areaName,
      archiveCode: null,
      phone: `0500-80${index + 1}0100`,
      address: `${areaName}人民路1号`,
    })),
    ...demoTownships.flatMap((township) =>
      township.villages.map(({ code, clinic, areaName }) => ({
        code,
        parentCode: township.code,
        level: 'village',
        name: clinic,
        areaName,
        archiveCode: committeeCodeOf(String(code)),
        phone: null,
        address: `${township.areaName}${areaName}`,
      })),
    ),
  ]
  await db
    .insertInto('orgUnits')
    .values(units)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
}

/** Staff and teams as they have worked for three years. */
export async function insertStaffAndTeams(
  db: Database,
  organisation: DemoOrganisation,
  today: LocalDate,
): Promise<void> {
  const since = addYears(today, -3)
  await db.insertInto('staff').values(organisation.staff).execute()
  await db
    .insertInto('teams')
    .values(organisation.teams.map(({ id, unitCode, name, phone }) => ({ id, unitCode, name, phone })))
    .execute()
  await db
    .insertInto('teamMembers')
    .values(
      organisation.teams.flatMap(({ id, members }) =>
        members.map((member) => ({ teamId: id, since, ...member })),
      ),
    )
    .execute()
  await db
    .insertInto('teamVillages')
    .values(
      organisation.teams.flatMap(({ id, villages }) =>
        villages.map((villageCode) => ({ teamId: id, villageCode, since })),
      ),
    )
    .execute()
}

export async function insertAccounts(
  db: Database,
  organisation: DemoOrganisation,
  passwordHash: string,
): Promise<void> {
  await db
    .insertInto('accounts')
    .values(
      organisation.accounts.map(({ roles: _, ...account }) => ({
        ...account,
        countyCode: DEMO_COUNTY.code,
        passwordHash,
      })),
    )
    .execute()
  await db
    .insertInto('accountRoles')
    .values(
      organisation.accounts.flatMap(({ id, roles }) => roles.map((role) => ({ accountId: id, ...role }))),
    )
    .execute()
}

/** 包户: the village's doctor answers for its households. */
export async function giveHouseholdsToDoctors(db: Database): Promise<void> {
  await sql`
    update households set responsible_staff_id = doctor.id
    from (select distinct on (unit_code) unit_code, id from staff where qualification = '乡村医生' order by unit_code, id) doctor
    where doctor.unit_code = households.village_code`.execute(db)
}

/** Records as they were written down in the evening of their day. */
export async function insertRecords(
  db: Database,
  records: readonly DemoRecord[],
  recordedBy: string,
): Promise<void> {
  const open = records.map(openPart)
  await sql`
    insert into service_records (id, resident_id, household_id, form, protection, form_version, service, performed_on, mode, "values", complete,
      classification, controlled, next_step, next_due_on, referred, results, performed_by, unit_code, recorded_by, recorded_at)
    select r.id, r."residentId",
      case when r.form = 'household-survey' then (select household_id from residents where id = r."residentId") end,
      r.form, r.protection, r."formVersion", r.service, r."performedOn", r.mode, r."values", r.complete,
      r.classification, r.controlled, r."nextStep", r."nextDueOn", r.referred, r.results, r."performedBy", r."unitCode",
      ${recordedBy}::uuid, r."performedOn" + time '17:30' at time zone 'Asia/Shanghai'
    from jsonb_to_recordset(${JSON.stringify(open)}::jsonb) as r(
      id uuid, "residentId" uuid, form text, protection text, "formVersion" smallint, service text, "performedOn" date, mode text,
      "values" jsonb, complete boolean, classification text, controlled boolean, "nextStep" text, "nextDueOn" date,
      referred boolean, results jsonb, "performedBy" uuid, "unitCode" bigint)`.execute(db)
  for (const record of records) await putContent({ db }, record.id, { ...record, version: 1 })
}

/** Of the demo's administrator; null where there is no demo. */
export async function demoPasswordHash(database: Database): Promise<string | null> {
  const admin = await database
    .selectFrom('accounts')
    .select('passwordHash')
    .where('id', '=', demoId('account', 'admin'))
    .executeTakeFirst()
  return admin?.passwordHash ?? null
}

export async function demoUsernames(database: Database): Promise<string[]> {
  const accounts = await database
    .selectFrom('accounts')
    .select('username')
    .where('id', 'in', demoAccountIds)
    .execute()
  const present = new Set(accounts.map(({ username }) => username))
  return demoAccountNames.filter((username) => present.has(username))
}

export async function setDemoPassword(database: Database, passwordHash: string): Promise<void> {
  await database
    .updateTable('accounts')
    .set({ passwordHash, failedSignIns: 0, lockedUntil: null })
    .where('id', 'in', demoAccountIds)
    .execute()
}

/** What the sheets say of blood, allergies and history, in the register. */
export async function putProfiles(
  db: Database,
  told: readonly { residentId: string; profile: object }[],
): Promise<void> {
  await sql`
    update residents set profile = residents.profile || given.profile
    from unnest(${told.map(({ residentId }) => residentId)}::uuid[],
      ${told.map(({ profile }) => JSON.stringify(profile))}::jsonb[]) as given (id, profile)
    where residents.id = given.id`.execute(db)
}

/** Grown-up residents of a township without an ID number of their kind twice: who is declared disabled, and some who are not. */
export async function residentsForLists(
  db: Database,
  townshipCode: number,
  today: LocalDate,
): Promise<Record<'disabled' | 'others', { name: string; birthDate: LocalDate }[]>> {
  const { rows } = await sql<{ name: string; birthDate: LocalDate; isDisabled: boolean }>`
    select r.name, r.birth_date, exists (
      select from resident_populations p where p.resident_id = r.id and p.population = 'disabled' and p.until is null
    ) as is_disabled
    from residents r
    where r.village_code between ${townshipCode} and ${townshipCode + 999} and r.died_on is null
      and r.moved_out_on is null and r.birth_date < ${today}::date - interval '40 years'
    order by r.id limit 600`.execute(db)
  return {
    disabled: rows.filter(({ isDisabled }) => isDisabled),
    others: rows.filter(({ isDisabled }) => !isDisabled),
  }
}

/** Pairs of home visits of one person's to two households on one day, the latest days first. */
export async function homeVisitsOnOneDay(
  db: Database,
  staffId: string,
  { fromDay, toDay }: { fromDay: LocalDate; toDay: LocalDate },
) {
  type Visit = { id: string; residentId: string; performedOn: LocalDate; unitCode: number }
  const { rows } = await sql<{ pair: [Visit, Visit] }>`
    select jsonb_path_query_array(jsonb_agg(visit order by household_id), '$[0 to 1]') as pair
    from (
      select distinct on (s.performed_on, r.household_id) s.performed_on, r.household_id,
        jsonb_build_object('id', s.id, 'residentId', s.resident_id, 'performedOn', s.performed_on,
          'unitCode', s.unit_code) as visit
      from service_records s join residents r on r.id = s.resident_id
      where s.performed_by = ${staffId} and s.mode = 'home' and s.performed_on between ${fromDay} and ${toDay}
        and s.protection is null
      order by s.performed_on, r.household_id, s.id
    ) v
    group by performed_on having count(*) > 1 order by performed_on desc`.execute(db)
  return rows.map(({ pair }) => pair)
}

export async function staffOfAccount(db: Database, accountId: string): Promise<string> {
  const account = await db
    .selectFrom('accounts')
    .select('staffId')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return account.staffId!
}

/** Two old people of one village, and households of another that could be their children's. */
export async function alikeToRegister(db: Database, fromVillage: number, toVillage: number) {
  const { rows } = await sql<{
    name: string
    sex: 'male' | 'female'
    birthDate: LocalDate
    householdId: string
  }>`
    select p.name, p.sex, p.birth_date, h.id as household_id
    from (select row_number() over (order by id) as place, name, sex, birth_date from residents
      where village_code = ${fromVillage} and birth_date < '1960-01-01' and died_on is null and moved_out_on is null
      order by id limit 2) p
    join (select row_number() over (order by id) as place, id from households
      where village_code = ${toVillage} order by id limit 2) h using (place)`.execute(db)
  return rows
}

/** 未签约原因 of three in four who have not signed, noted by the doctors of their village. */
export async function noteDemoUnsignedReasons(
  db: Database,
  today: LocalDate,
  accountId: string,
): Promise<void> {
  const names = defaultUnsignedReasons.slice(0, 6).map(({ name }) => name)
  const signed = bitsOfTraits(['signed'])
  const resident = bitsOfTraits(['resident'])
  await sql`
    insert into unsigned_reasons (id, resident_id, reason, noted_on, noted_by)
    select gen_random_uuid(), s.resident_id, (${names}::text[])[1 + (hash % 97 % ${names.length})], ${today}::date - (hash % 60),
      ${accountId}::uuid
    from (
      select resident_id, trait_bits, hashtext(resident_id::text) & 2147483647 as hash from resident_standing
    ) s
    where (s.trait_bits & ${resident}) = ${resident} and (s.trait_bits & ${signed}) = 0 and hash % 4 > 0`.execute(
    db,
  )
}
