import { populationOf } from '@qianyue/domain/populations/population-name.ts'
import { residentEventKinds } from '@qianyue/domain/residents/resident-event.ts'
import { isPersonName, NO_PERSON_NAME } from '@qianyue/domain/residents/resident-name.ts'
import { z } from 'zod'
import { duty } from './duties.ts'
import { endpoint } from './endpoint.ts'
import { declarationSource, population, relation, sex } from './resident-codes.ts'
import { codesOf, cursor, day, editId, limit, unitCode, yesNo } from './shared.ts'

const presence = z.enum(['here', 'away', 'moved-out', 'dead'])
const name = z
  .string()
  .trim()
  .min(1, '请填写姓名')
  .max(60, '姓名不超过 60 个字')
  .refine(isPersonName, NO_PERSON_NAME)
const reason = z.string().trim().min(2, '请写明原因').max(200)
/** A number or telephone as typed: read, and refused in words, by the server. */
const asTyped = z.string().trim().max(40)

const identityWarning = z.object({
  code: z.enum([
    'birth-contradicts-id',
    'sex-contradicts-id',
    'age-contradicts-birth',
    'id-region-unknown',
    'id-number-missing',
  ]),
  message: z.string(),
})

/** A population a resident belongs to today; the elderly and children by age alone. */
export const populationToday = z.object({
  population,
  name: z.string(),
  basis: z.enum(['declared', 'record', 'age']),
})

const residentRow = z.object({
  id: z.uuid(),
  name: z.string(),
  sex,
  birthDate: day,
  ageYears: z.int(),
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  healthRecordNumber: z.string().nullable(),
  villageCode: z.int(),
  villageName: z.string(),
  householdId: z.uuid().nullable(),
  address: z.string(),
  relation: relation.nullable(),
  relationName: z.string(),
  populations: z.array(populationToday),
  signed: z.boolean(),
  teamName: z.string().nullable(),
  /** Last day of the present agreement. */
  signedUntil: day.nullable(),
  presence,
  /** Duties that are overdue today, and due within their window. */
  overdue: z.int(),
  due: z.int(),
  warnings: z.int(),
})

const filters = {
  /** A name or part of one, pinyin, initials, a phone, a whole ID number or its last four, an address. */
  q: z.string().max(100).optional(),
  orgId: unitCode.optional(),
  /** By code or by Chinese name. */
  population: z
    .string()
    .transform((text, issue) => {
      const known = populationOf(text)
      if (known === null) issue.addIssue({ code: 'custom', message: '没有这个重点人群' })
      return known ?? 'elderly'
    })
    .optional(),
  signed: yesNo.optional(),
  presence: presence.optional(),
  sex: sex.optional(),
  ageFrom: z.coerce.number().int().min(0).max(130).optional(),
  /** Included. */
  ageTo: z.coerce.number().int().min(0).max(130).optional(),
  /** Something contradicts the identity number. */
  warned: yesNo.optional(),
  /** Named in this register, while its import can be undone; afterwards its rows are gone. */
  importId: z.uuid().optional(),
}

export const listResidents = endpoint({
  call: 'GET /residents',
  summary: '居民：按姓名、拼音、首字母、电话、身份证号（全号或后四位）、地址查找，按人群、签约等筛选',
  action: 'residents.read',
  request: z.object({
    ...filters,
    cursor,
    limit,
    /** Whether the first page counts all that match. */
    isCounted: yesNo.default(true),
  }),
  reply: z.object({
    items: z.array(residentRow),
    nextCursor: z.string().nullable(),
    /** How many match; counting stops at the cap. Only with the first page. */
    total: z.int().nullable(),
    totalIsCapped: z.boolean(),
    /** The search was too wide and shows only the names nearest to it. */
    isCut: z.boolean(),
    /** What the search was taken for. */
    searchedBy: z.enum([
      'nothing',
      'name',
      'letters',
      'phone',
      'id-number',
      'last-four',
      'record-number',
      'address',
      'incomplete-number',
    ]),
  }),
})

export const exportResidents = endpoint({
  call: 'GET /residents/export',
  summary: '把筛选出的居民导出为 Excel（证件号、电话为掩码）',
  action: 'residents.export',
  request: z.object({ ...filters, ids: z.union([z.uuid(), z.array(z.uuid()).max(5000)]).optional() }),
  reply: z.unknown(),
  produces: 'file',
})

const profile = z.object({
  bloodAbo: z.enum(['1', '2', '3', '4', '5']).optional(),
  bloodRh: z.enum(['1', '2', '3']).optional(),
  education: z.string().max(2).optional(),
  occupation: z.string().max(2).optional(),
  maritalStatus: z.string().max(2).optional(),
  paymentMethods: z.array(z.string().max(2)).max(8).optional(),
  drugAllergies: z.string().max(200).optional(),
  familyHistory: z.string().max(500).optional(),
  pastHistory: z.string().max(500).optional(),
  disabilities: z.array(z.string().max(2)).max(8).optional(),
})

const populationPeriod = z.object({
  id: z.uuid(),
  population,
  name: z.string(),
  since: day,
  until: day.nullable(),
  source: z.enum(['declared', 'record']),
  declaredBy: declarationSource.nullable(),
  declaredByName: z.string().nullable(),
  sourceNote: z.string().nullable(),
  endedReason: z.string().nullable(),
})

export const residentPage = z.object({
  id: z.uuid(),
  /** Sent back with an edit, so that two do not overwrite each other. */
  version: z.int(),
  name: z.string(),
  sex,
  birthDate: day,
  ageYears: z.int(),
  ageMonths: z.int(),
  idDocumentType: z.string(),
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhoneMasked: z.string().nullable(),
  villageCode: z.int(),
  villageName: z.string(),
  townshipName: z.string(),
  householdId: z.uuid().nullable(),
  address: z.string(),
  householdSize: z.int(),
  relation: relation.nullable(),
  relationName: z.string(),
  isHead: z.boolean(),
  ethnicity: z.string().nullable(),
  residency: z.enum(['registered', 'non-registered']),
  healthRecordNumber: z.string().nullable(),
  registeredOn: day,
  presence,
  diedOn: day.nullable(),
  movedOutOn: day.nullable(),
  awaySince: day.nullable(),
  awayUntil: day.nullable(),
  profile,
  warnings: z.array(identityWarning),
  /** Today's populations, with those that follow from age. */
  populations: z.array(populationToday),
  /** Every declared period, past ones too. */
  populationPeriods: z.array(populationPeriod),
  agreement: z
    .object({
      id: z.uuid(),
      number: z.string().nullable(),
      teamId: z.uuid(),
      teamName: z.string(),
      teamPhone: z.string().nullable(),
      startsOn: day,
      endsOn: day,
      packages: z.array(z.string()),
      responsibleDoctor: z.string().nullable(),
    })
    .nullable(),
  /** What is owed, overdue first. */
  duties: z.array(duty),
  lastValues: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      /** Oldest first. */
      points: z.array(z.object({ on: day, value: z.number(), recordId: z.uuid() })),
    }),
  ),
  timeline: z.array(
    z.object({
      id: z.string(),
      on: day,
      kind: z.enum(['service', 'agreement', 'event', 'population', 'registered']),
      title: z.string(),
      detail: z.string(),
      /** Of an event: whether it was told by mistake, and who said so. */
      withdrawn: z
        .object({ at: z.iso.datetime(), byName: z.string().nullable(), reason: z.string() })
        .nullable(),
    }),
  ),
})

export const getResident = endpoint({
  call: 'GET /residents/{id}',
  summary: '一位居民：基本信息、重点人群、签约、应尽服务、指标趋势、时间线',
  action: 'residents.read',
  request: z.object({ id: z.uuid() }),
  reply: residentPage,
})

const likeness = z.object({
  id: z.uuid(),
  name: z.string(),
  sex,
  birthDate: day,
  idNumberMasked: z.string().nullable(),
  villageName: z.string(),
  address: z.string(),
  degree: z.enum(['certain', 'likely', 'possible']),
  reasons: z.array(z.string()),
})

const newcomer = {
  name,
  sex,
  birthDate: day,
  idNumber: asTyped.nullish(),
  phone: asTyped.nullish(),
  contactName: z.string().trim().max(60).nullish(),
  contactPhone: asTyped.nullish(),
  ethnicity: z.string().trim().max(20).nullish(),
  residency: z.enum(['registered', 'non-registered']).default('registered'),
  profile: profile.default({}),
}

export const findLikeResidents = endpoint({
  call: 'POST /residents/likenesses',
  summary: '登记前查重：可能是同一人的居民',
  action: 'residents.register',
  request: z.object({ name, sex, birthDate: day, idNumber: asTyped.nullish(), phone: asTyped.nullish() }),
  reply: z.array(likeness),
})

export const registerResident = endpoint({
  call: 'POST /residents',
  summary: '登记新居民：入已有家庭或新建家庭',
  action: 'residents.register',
  request: z.object({
    id: z.uuid(),
    ...newcomer,
    /** The household one joins; without it a new one is founded with the id given here. */
    householdId: z.uuid(),
    relation: relation.default('02'),
    newHousehold: z
      .object({
        villageCode: unitCode,
        groupNumber: z.int().min(0).max(999).nullish(),
        address: z.string().trim().max(200).default(''),
      })
      .nullish(),
    populations: z
      .array(
        z.object({
          id: z.uuid(),
          population,
          since: day,
          declaredBy: declarationSource,
          sourceNote: z.string().max(200).nullish(),
        }),
      )
      .max(20)
      .default([]),
    /** Whoever registers has seen the ones that look alike. */
    isNoDuplicate: z.boolean().default(false),
  }),
  reply: z.object({
    id: z.uuid(),
    householdId: z.uuid(),
    healthRecordNumber: z.string(),
    warnings: z.array(identityWarning),
  }),
})

export const editResident = endpoint({
  call: 'PATCH /residents/{id}',
  summary: '修改居民信息：写明原因，旧值保留',
  action: 'residents.edit',
  request: z.object({
    id: z.uuid(),
    editId,
    version: z.int(),
    reason,
    name: name.optional(),
    sex: sex.optional(),
    birthDate: day.optional(),
    idNumber: asTyped.nullish(),
    phone: asTyped.nullish(),
    contactName: z.string().trim().max(60).nullish(),
    contactPhone: asTyped.nullish(),
    ethnicity: z.string().trim().max(20).nullish(),
    residency: z.enum(['registered', 'non-registered']).optional(),
    relation: relation.optional(),
    profile: profile.optional(),
  }),
  reply: z.object({ id: z.uuid(), version: z.int(), warnings: z.array(identityWarning) }),
})

export const listResidentVersions = endpoint({
  call: 'GET /residents/{id}/versions',
  summary: '居民信息的历次修改',
  action: 'residents.read',
  request: z.object({ id: z.uuid() }),
  reply: z.array(
    z.object({
      version: z.int(),
      changedAt: z.iso.datetime(),
      changedByName: z.string().nullable(),
      reason: z.string(),
      changes: z.array(z.object({ field: z.string(), was: z.string() })),
    }),
  ),
})

export const showNumber = endpoint({
  call: 'POST /residents/{id}/shown-numbers',
  summary: '显示完整证件号或电话：写明原因，记入审计',
  action: 'residents.show-numbers',
  request: z.object({ id: z.uuid(), which: z.enum(['id-number', 'phone', 'contact-phone']), reason }),
  reply: z.object({ value: z.string().nullable() }),
})

const eventEffect = z.object({ effect: z.string(), message: z.string() })

const eventRequest = z.object({
  id: z.uuid(),
  eventId: z.uuid(),
  kind: z.enum(codesOf(residentEventKinds)),
  on: day,
  /** 外出: last day away; 迁出, 外出: where to; 死亡: cause; 迁入: where from. */
  until: day.nullish(),
  note: z.string().trim().max(200).default(''),
  /** 入户: the household; 分户, 迁入: the id of the new one, where one is founded. */
  householdId: z.uuid().nullish(),
  relation: relation.nullish(),
  /** Who heads the household that a head leaves. */
  newHeadId: z.uuid().nullish(),
  /** What the others are to the new head. */
  relations: z
    .array(z.object({ residentId: z.uuid(), relation }))
    .max(50)
    .default([]),
  /** 分户: who goes along. */
  alongIds: z.array(z.uuid()).max(50).default([]),
  address: z.string().trim().max(200).nullish(),
})

export const previewResidentEvent = endpoint({
  call: 'POST /residents/{id}/event-previews',
  summary: '人口变动会改变什么：登记前先看',
  action: 'residents.record-events',
  request: eventRequest,
  reply: z.object({
    refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
    effects: z.array(eventEffect),
    /** For a change of head: what is known of the relations to the new one. */
    relations: z.array(z.object({ residentId: z.uuid(), name: z.string(), relation: relation.nullable() })),
  }),
})

export const recordResidentEvent = endpoint({
  call: 'POST /residents/{id}/events',
  summary: '人口变动：死亡、迁出、迁入、外出、返回、入户、分户、变更户主',
  action: 'residents.record-events',
  request: eventRequest,
  reply: z.object({ id: z.uuid(), effects: z.array(eventEffect) }),
})

export const withdrawResidentEvent = endpoint({
  call: 'POST /residents/{id}/events/{eventId}/withdrawal',
  summary: '撤销误登记的人口变动：变动改过的恢复原状，写明原因',
  action: 'residents.record-events',
  request: z.object({ id: z.uuid(), eventId: z.uuid(), reason }),
  reply: z.object({ id: z.uuid(), withdrawn: z.object({ reason: z.string() }) }),
})

export const listDuplicates = endpoint({
  call: 'GET /residents/duplicates',
  summary: '疑似重复的居民，成对列出',
  action: 'residents.merge',
  request: z.object({ orgId: unitCode.optional(), cursor, limit }),
  reply: z.object({
    items: z.array(
      z.object({
        first: likeness,
        second: likeness,
        degree: z.enum(['certain', 'likely', 'possible']),
        reasons: z.array(z.string()),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
})

export const mergeResidents = endpoint({
  call: 'POST /residents/merges',
  summary: '合并两份档案：保留一份，另一份的记录归入，可撤销',
  action: 'residents.merge',
  request: z.object({ id: z.uuid(), keptId: z.uuid(), droppedId: z.uuid(), reason }),
  reply: z.object({ id: z.uuid(), moved: z.int() }),
})

export const undoMerge = endpoint({
  call: 'POST /residents/merges/{id}/undo',
  summary: '撤销合并：两份档案各归其位',
  action: 'residents.merge',
  request: z.object({ id: z.uuid() }),
  reply: z.object({ id: z.uuid() }),
})

export const listMerges = endpoint({
  call: 'GET /residents/merges',
  summary: '合并记录',
  action: 'residents.merge',
  request: z.object({}),
  reply: z.array(
    z.object({
      id: z.uuid(),
      keptId: z.uuid(),
      keptName: z.string(),
      droppedName: z.string(),
      reason: z.string(),
      mergedAt: z.iso.datetime(),
      mergedByName: z.string().nullable(),
      undoneAt: z.iso.datetime().nullable(),
    }),
  ),
})

export const declareDistinct = endpoint({
  call: 'POST /residents/distinct-pairs',
  summary: '两份档案不是同一人，不再提示',
  action: 'residents.merge',
  request: z.object({ firstId: z.uuid(), secondId: z.uuid() }),
  reply: z.object({}),
})
