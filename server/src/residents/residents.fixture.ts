import { checkCharacter } from '@qianyue/domain/residents/id-number.ts'
import { v7 as newId } from 'uuid'
import { type Caller, countyOn, type HttpReply, type TestCounty, units } from '../testing/county.ts'

/** A number of the unassigned region 320399 for a birth date; an odd sequence is a man's. */
export function inventedNumber(birthDate: string, sequence: number): string {
  const digits = `320399${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

export type Newcomer = {
  id?: string
  name?: string
  sex?: 'male' | 'female' | 'unknown'
  birthDate?: string
  idNumber?: string | null
  phone?: string | null
  relation?: string
  householdId?: string
  villageCode?: number
  address?: string
  isNoDuplicate?: boolean
  populations?: unknown[]
}

/** Registers somebody as a township officer would; without a household in one of their own. */
export async function register(caller: Caller, newcomer: Newcomer = {}): Promise<HttpReply> {
  const {
    householdId,
    villageCode = units.donglingVillage,
    address = '东岭村1组1号',
    relation,
    ...person
  } = newcomer
  return await caller.post('/residents', {
    id: newId(),
    name: '张三',
    sex: 'male',
    birthDate: '1970-01-01',
    ...person,
    householdId: householdId ?? newId(),
    ...(householdId ? { relation: relation ?? '20' } : { newHousehold: { villageCode, address } }),
  })
}

/** A county with a township officer, and people registered over HTTP. */
export async function residentsOn(day: string): Promise<{
  county: TestCounty
  officer: Caller
  put: (newcomer: Newcomer) => Promise<{ id: string; householdId: string; healthRecordNumber: string }>
}> {
  const county = await countyOn(day)
  const officer = await county.as('public-health-staff', units.dongling)
  const put = async (newcomer: Newcomer) => {
    const { status, body } = await register(officer, { isNoDuplicate: true, ...newcomer })
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  return { county, officer, put }
}

/** 周大山, his wife, their son, his wife and the grandchild, in one household. */
export async function familyOfFive(put: Awaited<ReturnType<typeof residentsOn>>['put']) {
  const grandfather = await put({ name: '周大山', birthDate: '1948-01-01', address: '东岭村3组12号' })
  const householdId = grandfather.householdId
  const grandmother = await put({
    name: '吴秀英',
    sex: 'female',
    birthDate: '1950-05-05',
    householdId,
    relation: '12',
  })
  const son = await put({ name: '周建国', birthDate: '1972-02-02', householdId, relation: '20' })
  const daughterInLaw = await put({
    name: '郑小梅',
    sex: 'female',
    birthDate: '1974-03-03',
    householdId,
    relation: '38',
  })
  const granddaughter = await put({
    name: '周欣怡',
    sex: 'female',
    birthDate: '2015-06-06',
    householdId,
    relation: '42',
  })
  return { householdId, grandfather, grandmother, son, daughterInLaw, granddaughter }
}
