import { type Action, type ReachKind, reachKindOf } from '@qianyue/domain/access/grants.ts'
import { type Role, roles } from '@qianyue/domain/access/roles.ts'
import { localDate } from '@qianyue/domain/days/local-date.ts'
import { defaultTeamSheet } from '@qianyue/domain/performance/default-sheet.ts'
import { writeXlsx } from 'hucre'
import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { personOf, putPackages, teamOf } from '../agreements/agreements.fixture.ts'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'

/** Where an example lives, as the viewer of a role sees it; `nowhere` names things that do not exist. */
export const places = ['own', 'beside', 'neighbour', 'nowhere'] as const
export type Place = (typeof places)[number]

/** One of everything that a call can be about, in one village. */
/** As small as a picture can be and still be one by its first bytes. */
export const examplePicture = {
  mediaType: 'image/png',
  content: Buffer.from('iVBORw0KGgo=', 'base64'),
  sha256: '4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6',
}

export type Example = {
  place: Place
  villageCode: number
  townshipCode: number
  teamId: string
  staffId: string
  accountId: string
  tokenId: string
  householdId: string
  /** Head of the household, who signs. */
  headId: string
  /** 王…英, 76, with hypertension: the resident whose account the role `resident` is. */
  residentId: string
  /** Of nobody's household, and not signed. */
  singleId: string
  childId: string
  /** Two records that look alike, and one that was merged from two. */
  alikeIds: [string, string]
  mergeId: string
  /** An event of the single one. */
  eventId: string
  membershipId: string
  agreementId: string
  recordId: string
  referralStepId: string
  /** A photograph of the agreement's paper. */
  attachmentId: string
  dutyId: string
  cardCode: string
  importId: string
  /** A draft of the village's special grant, in which its doctor shares. */
  settlementId: string
  /** A round of assessment in the village, and its one assessed. */
  roundId: string
  subjectId: string
  /** A question to the village's doctor, and a sample that was drawn there. */
  questionId: string
  spotCheckId: string
  examinationDayId: string
  educationId: string
  prescriptionId: string
  villageRoundId: string
  /** 协管: a place on the list, a round there, and what was found out. */
  supervisedPlaceId: string
  patrolId: string
  informationId: string
  consultationId: string
  /** A device of the village, and a message of it that is nobody's yet. */
  deviceId: string
  deviceMessageId: string
  /** Ids and names that nobody out of reach may read anywhere. */
  secrets: string[]
}

export type ReachCounty = {
  county: TestCounty
  examples: Record<Place, Example>
  packageIds: Record<string, string>
  viewers: Record<Role, Caller>
}

const named = { own: '东', beside: '河', neighbour: '西' } as const

const villages = { own: units.donglingVillage, beside: units.hewan, neighbour: units.xiheVillage } as const

/** Where each role is held: what is on a county's level there, on a township's in 东岭, on a village's in 东岭村. */
const unitOfRole: Record<Role, number> = {
  resident: units.donglingVillage,
  'village-doctor': units.donglingVillage,
  'village-clinic-head': units.donglingVillage,
  'family-doctor': units.dongling,
  'team-leader': units.dongling,
  nurse: units.dongling,
  'health-manager': units.dongling,
  'public-health-staff': units.dongling,
  'township-director': units.dongling,
  'township-admin': units.dongling,
  'finance-officer': units.dongling,
  supervisor: units.dongling,
  assessor: units.dongling,
  'county-officer': units.county,
  'county-expert': units.county,
  'ecg-expert': units.county,
  'system-admin': units.county,
}

const placesOf: Record<ReachKind, (role: Role) => readonly Place[]> = {
  self: () => ['own'],
  team: () => ['own'],
  unit: (role) => (unitOfRole[role] === units.donglingVillage ? ['own'] : ['own', 'beside']),
  county: () => ['own', 'beside', 'neighbour'],
}

/** Which examples exist for a role and an action; null when the role may not do it at all. */
export function placesInReach(role: Role, action: Action): readonly Place[] | null {
  const kind = reachKindOf([role], action)
  return kind === null ? null : placesOf[kind](role)
}

/** A county with an example in 东岭村, beside it in 河湾村, and in the neighbour's 西河村, and somebody of every role. */
export async function reachCounty(whenOver: (end: () => Promise<void>) => void): Promise<ReachCounty> {
  const county = await countyOn('2026-11-21', whenOver)
  const packageIds = await packagesOf(county)
  const examples = {
    own: await exampleIn(county, 'own', packageIds),
    beside: await exampleIn(county, 'beside', packageIds),
    neighbour: await exampleIn(county, 'neighbour', packageIds),
    nowhere: nowhere(),
  }
  const viewers = {} as Record<Role, Caller>
  for (const role of Object.keys(roles) as Role[]) viewers[role] = await county.as(role, unitOfRole[role])
  await county.sql.query('update accounts set staff_id = null, resident_id = $1 where id = $2', [
    examples.own.residentId,
    viewers.resident.accountId,
  ])
  for (const role of ['family-doctor', 'team-leader', 'nurse', 'health-manager'] as const) {
    await county.sql.query(
      "insert into team_members (team_id, staff_id, role, since) values ($1, $2, 'nurse', '2020-01-01')",
      [examples.own.teamId, viewers[role].staffId],
    )
  }
  county.services.viewers.forget()
  return { county, examples, packageIds, viewers }
}

async function packagesOf(county: TestCounty) {
  await putPackages(county, localDate('2024-01-01'))
  const versions = (await county.sql.query('select id, code from package_versions')).rows
  return Object.fromEntries(versions.map(({ code, id }) => [code, id])) as Record<string, string>
}

async function exampleIn(
  county: TestCounty,
  place: keyof typeof villages,
  packageIds: Record<string, string>,
): Promise<Example> {
  const villageCode = villages[place]
  const townshipCode = villageCode - (villageCode % 1000)
  const name = named[place]
  const office = await county.as('public-health-staff', townshipCode)
  const doctor = await county.as('village-doctor', villageCode)
  const teamId = await teamOf(county, office, {
    name: `${name}队`,
    unitCode: townshipCode,
    villageCodes: [villageCode],
  })
  const tokens = await county.sql.query('select id from api_tokens where account_id = $1', [doctor.accountId])

  const householdId = newId()
  await county.sql.query('insert into households (id, village_code, address) values ($1, $2, $3)', [
    householdId,
    villageCode,
    `${name}坡三组12号`,
  ])
  const put = async (given: string, birthDate: string, more: Parameters<typeof personOf>[1] = {}) =>
    (await personOf(county, { name: `王${name}${given}`, birthDate, villageCode, householdId, ...more })).id
  const alone = { householdId: null }
  const headId = await put('国', '1980-04-05')
  const residentId = await put('英', '1950-03-02', { sex: 'female', populations: ['hypertension'] })
  const childId = await put('童', '2021-02-03')
  const singleId = await put('单', '1975-05-05', alone)
  const alikeIds: [string, string] = [
    await put('同', '1960-06-06', alone),
    await put('同', '1960-06-06', alone),
  ]
  const merged = [await put('合', '1961-07-07', alone), await put('合', '1961-07-07', alone)]
  await county.sql.query(
    `insert into household_memberships (resident_id, household_id, relation, since)
     select id, household_id, '02', '2020-01-01' from residents where household_id = $1`,
    [householdId],
  )
  await county.sql.query('update households set head_id = $1 where id = $2', [headId, householdId])

  const eventId = newId()
  await done(
    office.post(`/residents/${singleId}/events`, {
      eventId,
      kind: 'away',
      on: '2026-10-01',
      until: '2026-10-08',
    }),
  )
  const mergeId = newId()
  const [keptId, droppedId] = merged
  await done(office.post('/residents/merges', { id: mergeId, keptId, droppedId, reason: '同一人重复建档' }))

  const agreementId = newId()
  await done(
    office.post('/agreements', {
      id: agreementId,
      unit: 'household',
      householdId,
      teamId,
      signatoryId: headId,
      startsOn: '2026-11-21',
      termMonths: 12,
      signedVia: 'home',
      members: [headId, residentId].map((id) => ({
        residentId: id,
        packageIds: [packageIds['general-basic']],
      })),
    }),
  )
  const recordId = newId()
  await done(
    office.post('/service-records', {
      id: recordId,
      residentId,
      form: 'hypertension-follow-up',
      performedOn: '2026-11-21',
      mode: 'clinic',
      values: { systolicMmHg: 168, diastolicMmHg: 96, symptoms: [1] },
    }),
  )
  await done(
    office.post('/service-records', {
      id: newId(),
      residentId,
      form: 'referral-out',
      performedOn: '2026-11-21',
      mode: 'clinic',
      values: { institution: '县人民医院', impression: '高血压', presentIllness: '两次未控制' },
    }),
  )
  const referralStepId = newId()
  await done(
    office.post(`/residents/${residentId}/referral-steps`, {
      id: referralStepId,
      step: 'booked',
      on: '2026-11-21',
    }),
  )
  const attachmentId = newId()
  const evidence = new URLSearchParams({
    subjectKind: 'agreement',
    subjectId: agreementId,
    kind: 'paper',
    takenAt: '2026-11-21T02:00:00Z',
    mediaType: examplePicture.mediaType,
    sha256: examplePicture.sha256,
  })
  await done(
    office.upload(
      `/attachments/${attachmentId}?${evidence}`,
      { name: 'paper.png', content: examplePicture.content },
      {},
      'PUT',
    ),
  )
  const card = await done(office.post(`/residents/${residentId}/service-card-replacements`))
  const duty = (await done(office.get(`/duties?residentId=${residentId}`))).body
  const duties = (Array.isArray(duty) ? duty : duty.items) as { id: string; state: string }[]
  const dutyId = duties.find(({ state }) => state === 'upcoming' || state === 'due')!.id
  const { rows } = await county.sql.query('select id from resident_populations where resident_id = $1', [
    residentId,
  ])
  const importId = await importOf(county, office, `王${name}册`)
  const settlementId = newId()
  await done(
    office.post('/settlements', {
      id: settlementId,
      unitCode: villageCode,
      fundCode: 'special-grant',
      year: 2026,
      part: 'advance',
      number: 1,
      fromDay: '2026-10-01',
      toDay: '2026-12-31',
    }),
  )

  const roundId = newId()
  const subjectId = newId()
  await county.sql.query(
    `insert into assessment_rounds (id, unit_code, sheet_code, sheet, from_day, to_day, created_by)
     values ($1, $2, $3, $4, '2026-10-01', '2026-12-31', $5)`,
    [roundId, villageCode, defaultTeamSheet.code, JSON.stringify(defaultTeamSheet), office.accountId],
  )
  await county.sql.query(
    'insert into assessment_subjects (id, round_id, unit_code, name, village_codes) values ($1, $2, $3::bigint, $4, array[$3::bigint])',
    [subjectId, roundId, villageCode, '卫生室'],
  )

  const questionId = newId()
  await county.sql.query(
    `insert into authenticity_questions
       (id, unit_code, staff_id, check_code, record_ids, from_day, to_day, sentence)
     values ($1, $2, $3, 'hours', array[$4::uuid], '2026-11-21', '2026-11-21', '请说明')`,
    [questionId, villageCode, doctor.staffId, recordId],
  )
  const spotCheckId = newId()
  await county.sql.query(
    `insert into spot_checks (id, unit_code, from_day, to_day, seed, method, created_by)
     values ($1, $2, '2026-10-01', '2026-12-31', '1', 'document', $3)`,
    [spotCheckId, villageCode, office.accountId],
  )
  await county.sql.query('insert into spot_check_items (check_id, record_id, position) values ($1, $2, 1)', [
    spotCheckId,
    recordId,
  ])

  const examinationDayId = newId()
  await county.sql.query(
    `insert into examination_days
       (id, village_code, held_on, place, first_minute, slot_minutes, slot_capacity, slots, created_by)
     values ($1, $2, '2026-11-21', '卫生室', 450, 30, 10, 8, $3)`,
    [examinationDayId, villageCode, office.accountId],
  )
  await county.sql.query(
    `insert into examination_invitations (day_id, resident_id, slot, arrived_at) values ($1, $2, 0, now())`,
    [examinationDayId, residentId],
  )

  const prescriptionId = newId()
  await county.sql.query(
    `insert into long_prescriptions (id, resident_id, unit_code, condition, prescribed_on, weeks, medicines, assessment,
       educated, confirmed, recorded_by)
     values ($1, $2, $3, 'hypertension', '2026-11-20', 4, '[{"name":"氨氯地平片","dose":"5 mg","timesPerDay":1}]', '',
       true, true, $4)`,
    [prescriptionId, residentId, villageCode, doctor.accountId],
  )
  const educationId = newId()
  const roundOfVillageId = newId()
  await done(
    office.post('/education-activities', {
      id: educationId,
      unitCode: villageCode,
      kind: 'lecture',
      heldOn: '2026-11-20',
      topic: '防跌倒讲座',
    }),
  )
  await done(
    doctor.post('/village-rounds', {
      id: roundOfVillageId,
      villageCode,
      heldOn: '2026-11-20',
      people: 12,
      households: 5,
      done: '测血压、指导用药',
    }),
  )
  const [supervisedPlaceId, patrolId, informationId] = [newId(), newId(), newId()]
  await done(
    office.post('/supervision-assist/places', {
      id: supervisedPlaceId,
      unitCode: villageCode,
      area: 'water',
      name: '村供水站',
      since: '2026-01-01',
    }),
  )
  await done(
    office.post('/supervision-assist/patrols', {
      id: patrolId,
      unitCode: villageCode,
      placeId: supervisedPlaceId,
      area: 'water',
      place: '村供水站',
      patrolledOn: '2026-11-20',
      patrolledBy: '王协管',
    }),
  )
  await done(
    office.post('/supervision-assist/information', {
      id: informationId,
      unitCode: villageCode,
      area: 'school',
      foundAt: '2026-11-20T02:00:00Z',
      content: '小学一班多人发热',
    }),
  )
  const consultationId = newId()
  await done(
    doctor.post('/phone-consultations', {
      id: consultationId,
      residentId,
      calledAt: '2026-11-20T12:30:00Z',
      question: '降压药忘了吃',
      answer: '当天想起就补，次日不加量',
      outcome: 'answered',
    }),
  )

  const deviceId = newId()
  const serial = `YTJ-${villageCode}`
  await done(
    doctor.put(`/devices/${deviceId}`, {
      unitCode: villageCode,
      serial,
      kind: 'all-in-one',
      since: '2026-01-01',
      state: 'in-use',
    }),
  )
  const sent = await done(
    doctor.post('/device-messages', {
      measurements: [{ deviceSerial: serial, takenAt: '2026-11-20', values: { systolicMmHg: 137 } }],
    }),
  )
  const deviceMessageId = sent.body.outcomes[0].messageId as string

  const ids = {
    accountId: doctor.accountId,
    householdId,
    headId,
    residentId,
    singleId,
    childId,
    mergeId,
    eventId,
    membershipId: rows[0].id as string,
    agreementId,
    recordId,
    referralStepId,
    attachmentId,
    dutyId,
    importId,
    settlementId,
    roundId,
    subjectId,
    questionId,
    spotCheckId,
    examinationDayId,
    educationId,
    prescriptionId,
    villageRoundId: roundOfVillageId,
    supervisedPlaceId,
    patrolId,
    informationId,
    consultationId,
    deviceId,
    deviceMessageId,
  }
  const names = ['国', '英', '童', '单', '同', '合', '册'].map((given) => `王${name}${given}`)
  return {
    place,
    villageCode,
    townshipCode,
    teamId,
    staffId: doctor.staffId,
    tokenId: tokens.rows[0].id,
    alikeIds,
    cardCode: card.body.code,
    ...ids,
    secrets: [...Object.values(ids), ...alikeIds, ...merged.map(String), card.body.code, ...names],
  }
}

async function importOf(county: TestCounty, office: Caller, name: string): Promise<string> {
  const rows = [
    ['户号', '姓名', '与户主关系', '性别', '出生日期', '村'],
    ['1', name, '户主', '男', '1970-01-01', '不认识的村'],
  ]
  const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows }] }))
  const reply = await done(office.upload('/register-imports', { name: `${name}.xlsx`, content }))
  await runRequestedJobs(county.services)
  return reply.body.id
}

/** Ids of the right shape, of a unit that the county does not have. */
function nowhere(): Example {
  const townshipCode = units.county + 109_000
  return {
    place: 'nowhere',
    villageCode: townshipCode + 201,
    townshipCode,
    teamId: newId(),
    staffId: newId(),
    accountId: newId(),
    tokenId: newId(),
    householdId: newId(),
    headId: newId(),
    residentId: newId(),
    singleId: newId(),
    childId: newId(),
    alikeIds: [newId(), newId()],
    mergeId: newId(),
    eventId: newId(),
    membershipId: newId(),
    agreementId: newId(),
    recordId: newId(),
    referralStepId: newId(),
    attachmentId: newId(),
    dutyId: newId(),
    cardCode: 'QY-2222-3333-4444-5555',
    importId: newId(),
    settlementId: newId(),
    roundId: newId(),
    subjectId: newId(),
    questionId: newId(),
    spotCheckId: newId(),
    examinationDayId: newId(),
    educationId: newId(),
    prescriptionId: newId(),
    villageRoundId: newId(),
    supervisedPlaceId: newId(),
    patrolId: newId(),
    informationId: newId(),
    consultationId: newId(),
    deviceId: newId(),
    deviceMessageId: newId(),
    secrets: [],
  }
}

async function done(asked: ReturnType<Caller['get']>) {
  const reply = await asked
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  return reply
}
