import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { localDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { putPackages, teamOf } from './agreements/agreements.fixture.ts'
import { runRequestedJobs } from './jobs/run-requested-jobs.fixture.ts'
import { type Caller, countyOn, type TestCounty, units } from './testing/county.ts'

const register = await readFile(join(import.meta.dirname, '../../e2e/fixtures/register-messy.xlsx'))

/** 欧阳明's household of four in the messy register: he, his wife 谢天静 (77, hypertension), a son and a daughter-in-law. */
const FAMILY = ['欧阳明', '谢天静', '蒋晓波', '谭海静']
const DAY = '2026-11-20'

async function countyWithRegister() {
  const county = await countyOn(DAY)
  await putPackages(county, localDate('2024-01-01'))
  for (const [name, code] of Object.entries({ 石桥村: 203, 柳树村: 204, 镇南社区: 1 })) {
    await county.sql.query(
      "insert into org_units (code, parent_code, level, name, area_name) values ($1, $2, 'village', $3, $4)",
      [units.dongling + code, units.dongling, `${name}卫生室`, name],
    )
  }
  const township = await county.as('public-health-staff', units.dongling)
  const { body } = await township.upload('/register-imports', {
    name: 'register-messy.xlsx',
    content: register,
  })
  await runRequestedJobs(county.services)
  const problems = await township.get(`/register-imports/${body.id}/problems?limit=100`)
  expect(problems.body).toHaveLength(39)
  await township.post(`/register-imports/${body.id}/commit`)
  await runRequestedJobs(county.services)
  return { county, township }
}

async function figure(caller: Caller, code: string) {
  const { body } = await caller.get(`/indicators?orgId=${units.dongling}`)
  const found = body.find(
    (indicator: { code: string; orgId: number }) =>
      indicator.code === code && indicator.orgId === units.dongling,
  )
  return { numerator: found.numerator as number, denominator: found.denominator as number }
}

async function namesOf(caller: Caller, code: string, part: string): Promise<string[]> {
  const { body } = await caller.get(
    `/indicators/${code}/residents?orgId=${units.dongling}&part=${part}&limit=500`,
  )
  return body.items.map(({ name }: { name: string }) => name)
}

async function residentId(caller: Caller, name: string): Promise<string> {
  const { body } = await caller.get(`/residents?q=${encodeURIComponent(name)}`)
  expect(body.items).toHaveLength(1)
  return body.items[0].id
}

function followUp(residentId: string, performedOn: string, systolicMmHg: number, diastolicMmHg: number) {
  return {
    id: newId(),
    residentId,
    form: 'hypertension-follow-up',
    performedOn,
    mode: 'home',
    values: { symptoms: [1], systolicMmHg, diastolicMmHg },
  }
}

async function signFamily(county: TestCounty, township: Caller) {
  const nurse = await county.as('nurse', units.dongling)
  const teamId = await teamOf(county, township, {
    nurse,
    villageCodes: [201, 202, 203, 204, 1].map((code) => units.dongling + code),
  })
  const grandmother = await residentId(township, '谢天静')
  await township.post(`/residents/${grandmother}/populations`, {
    membershipId: newId(),
    population: 'registered-poor',
    since: '2026-01-01',
    declaredBy: 'civil-affairs',
    sourceNote: '县乡村振兴局名单',
  })
  const householdId = (await township.get(`/residents/${grandmother}`)).body.householdId
  const prepared = await township.get(`/signing-preparation?householdId=${householdId}`)
  const proposed = prepared.body.members.map(
    ({ residentId, proposals }: { residentId: string; proposals: { packageId: string }[] }) => ({
      residentId,
      packageIds: proposals.map(({ packageId }) => packageId),
    }),
  )
  const request = {
    id: newId(),
    unit: 'household',
    householdId,
    teamId,
    signatoryId: prepared.body.members.find(({ isHead }: { isHead: boolean }) => isHead).residentId,
    startsOn: DAY,
    termMonths: 12,
    members: proposed,
    signedVia: 'home',
  }
  return { request, prepared: prepared.body, grandmother }
}

test('from a clerk’s register to a signed family, her follow-ups, and figures that move by exactly those people', async () => {
  const { county, township } = await countyWithRegister()
  expect(await figure(township, 'coverage')).toEqual({ numerator: 0, denominator: 387 })

  const { request, prepared, grandmother } = await signFamily(county, township)
  const hers = prepared.members.find(({ residentId }: { residentId: string }) => residentId === grandmother)
  expect(hers.populations).toEqual(expect.arrayContaining(['elderly', 'hypertension', 'registered-poor']))

  const signed = await township.post('/agreements', request)
  expect(signed.status).toBe(200)
  expect(signed.body.number).toMatch(/^\d{12}-\d{4}-\d{6}$/)
  expect(signed.body.members.map(({ name }: { name: string }) => name).toSorted()).toEqual(FAMILY.toSorted())
  expect(signed.body.feeSplit.reduce((sum: number, { fen }: { fen: number }) => sum + fen, 0)).toBe(
    signed.body.feeFen,
  )
  expect((await township.post('/agreements', request)).body.number).toBe(signed.body.number)

  expect(await figure(township, 'coverage')).toEqual({ numerator: 4, denominator: 387 })
  expect((await namesOf(township, 'coverage', 'numerator')).toSorted()).toEqual(FAMILY.toSorted())
  expect(await figure(township, 'served')).toEqual({ numerator: 0, denominator: 4 })

  const owed = (await township.get(`/duties?residentId=${grandmother}`)).body
  const quarterly = owed.find(({ item }: { item: string }) => item === '高血压患者随访')
  expect(quarterly.because.map(({ kind }: { kind: string }) => kind)).toEqual(['specification', 'agreement'])

  const first = await township.post('/service-records', followUp(grandmother, DAY, 168, 96))
  expect(first.body).toMatchObject({
    classificationName: '控制不满意',
    nextStep: 'adjust-treatment',
    nextDueOn: '2026-12-04',
  })
  expect(first.body.fulfilled.length).toBeGreaterThan(0)
  const next = (await township.get(`/duties?residentId=${grandmother}`)).body.find(
    ({ dueBy }: { dueBy: string }) => dueBy === '2026-12-04',
  )
  expect(next).toMatchObject({ item: '高血压患者随访', dueFrom: '2026-11-20', state: 'due' })
  expect(next.because[0].text).toBe('2026-11-20随访控制不满意，两周内复访')
  expect(await figure(township, 'served')).toEqual({ numerator: 1, denominator: 4 })
  expect(await namesOf(township, 'served', 'numerator')).toEqual(['谢天静'])

  county.on('2026-12-03')
  const second = await township.post('/service-records', followUp(grandmother, '2026-12-03', 164, 94))
  expect(second.body).toMatchObject({ nextStep: 'refer', nextDueOn: '2026-12-17', referred: true })
  expect(second.body.advice.map(({ text }: { text: string }) => text).join()).toContain('转诊')

  const paper = await township.get(`/agreements/${request.id}/document`)
  expect(paper.headers['content-type']).toBe('application/pdf')
  expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-')
})
