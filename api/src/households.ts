import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { population, relation, sex } from './resident-codes.ts'
import { populationToday } from './residents.ts'
import { day, editId, unitCode } from './shared.ts'

const householdMember = z.object({
  id: z.uuid(),
  name: z.string(),
  sex,
  birthDate: day,
  ageYears: z.int(),
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  relation: relation.nullable(),
  relationName: z.string(),
  isHead: z.boolean(),
  presence: z.enum(['here', 'away', 'moved-out', 'dead']),
  populations: z.array(populationToday),
  signed: z.boolean(),
  signedUntil: day.nullable(),
  teamName: z.string().nullable(),
  overdue: z.int(),
  due: z.int(),
})

export const getHousehold = endpoint({
  call: 'GET /households/{id}',
  summary: '一户：地址、户主、成员、以前的成员和变动',
  action: 'residents.read',
  request: z.object({ id: z.uuid() }),
  reply: z.object({
    id: z.uuid(),
    /** Of the address and the group: an edit says which one it was made from. */
    version: z.int(),
    villageCode: z.int(),
    villageName: z.string(),
    townshipName: z.string(),
    groupNumber: z.int().nullable(),
    registerNumber: z.string().nullable(),
    address: z.string(),
    headId: z.uuid().nullable(),
    headName: z.string().nullable(),
    responsibleDoctorId: z.uuid().nullable(),
    responsibleDoctorName: z.string().nullable(),
    dissolvedOn: day.nullable(),
    members: z.array(householdMember),
    formerMembers: z.array(
      z.object({ id: z.uuid(), name: z.string(), relationName: z.string(), since: day, until: day }),
    ),
    events: z.array(
      z.object({
        id: z.uuid(),
        on: day,
        residentId: z.uuid(),
        residentName: z.string(),
        title: z.string(),
        detail: z.string(),
      }),
    ),
    /** Sheets about the household (入户调查), the newest first. */
    records: z.array(
      z.object({
        id: z.uuid(),
        form: z.string(),
        name: z.string(),
        performedOn: day,
        askedOf: z.string(),
        performedByName: z.string().nullable(),
        /** Every answer, in words. */
        said: z.string(),
      }),
    ),
    /** Populations that anybody in the household belongs to. */
    populations: z.array(population),
  }),
})

export const editHousehold = endpoint({
  call: 'PATCH /households/{id}',
  summary: '修改住址、村民小组、包户医生',
  action: 'residents.edit',
  request: z.object({
    id: z.uuid(),
    editId,
    /** From which the address or group was changed; left out by programs that change whatever is there. */
    version: z.int().optional(),
    address: z.string().trim().max(200).optional(),
    groupNumber: z.int().min(0).max(999).nullish(),
    responsibleStaffId: z.uuid().nullish(),
  }),
  reply: z.object({ id: z.uuid(), version: z.int() }),
})

export const listGridDuty = endpoint({
  call: 'GET /grid-duty',
  summary: '包户责任：一个村各村民小组由哪些医生包户，还有多少户没有指定',
  action: 'grid-duty.assign',
  request: z.object({ villageCode: unitCode }),
  reply: z.object({
    groups: z.array(
      z.object({
        /** Null: households without a group. */
        groupNumber: z.int().nullable(),
        households: z.int(),
        persons: z.int(),
        unassigned: z.int(),
        doctors: z.array(z.object({ staffId: z.uuid(), name: z.string(), households: z.int() })),
      }),
    ),
    /** Who can be given households: the staff at work in the township and its villages. */
    doctors: z.array(z.object({ staffId: z.uuid(), name: z.string(), unitName: z.string() })),
  }),
})

export const assignGridDuty = endpoint({
  call: 'POST /grid-duty/assignments',
  summary: '批量指定包户医生：一个村的若干村民小组，或全村',
  action: 'grid-duty.assign',
  request: z.object({
    villageCode: unitCode,
    /** The groups; null stands for households without one. Left out: the whole village. */
    groupNumbers: z.array(z.int().min(0).max(999).nullable()).min(1).max(200).optional(),
    /** Null takes the households away from whoever has them. */
    staffId: z.uuid().nullable(),
    /** Leave households that have a doctor with that doctor. */
    onlyUnassigned: z.boolean().default(false),
  }),
  /** How many households changed hands, and how many people live in them. */
  reply: z.object({ households: z.int(), persons: z.int() }),
})
