import {
  agreementStatuses,
  agreementUnits,
  signingKinds,
  signingPlaces,
} from '@qianyue/domain/agreements/agreement.ts'
import { contestReasons } from '@qianyue/domain/agreements/contest.ts'
import { endReasons } from '@qianyue/domain/agreements/termination.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { agreedItem, feeLine, packageVersion, payer, population } from './packages.ts'
import { codesOf, cursor, day, fen, limit, unitCode, uuid } from './shared.ts'
import { capState } from './teams.ts'

const unit = z.enum(codesOf(agreementUnits))
const signedVia = z.enum(codesOf(signingPlaces))
const status = z.enum(codesOf(agreementStatuses))
const kind = z.enum(codesOf(signingKinds))
const endReason = z.enum(codesOf(endReasons))
const termMonths = z.int({ message: '请填写签约月数' }).min(1).max(120)
const note = z.string().trim().max(200).nullable().default(null)

const memberChoice = z.object({
  residentId: uuid,
  packageIds: z.array(uuid).max(20),
  /** 补充约定: services that both sides add; a renewal or transfer that leaves them out keeps those of before. */
  negotiated: z.array(agreedItem).max(20).optional(),
})

const agreedPackage = z.object({
  packageId: uuid,
  packageCode: z.string(),
  name: z.string(),
  paid: z.boolean(),
  items: z.array(agreedItem.extend({ service: z.string() })),
})

const member = z.object({
  residentId: uuid,
  name: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  birthDate: day,
  relation: z.string().nullable(),
  /** At signing. */
  populations: z.array(population),
  packages: z.array(agreedPackage),
  /** 补充约定. */
  negotiated: z.array(agreedItem.extend({ service: z.string() })),
  startsOn: day,
  endsOn: day,
  terminatedOn: day.nullable(),
  endReason: endReason.nullable(),
  /** Another team's agreement with this member stands by the county's rule: which, and what told them apart. */
  lost: z
    .object({
      agreementId: uuid,
      teamName: z.string(),
      signedOn: day.nullable(),
      because: z.enum(codesOf(contestReasons)),
    })
    .nullable(),
  fees: z.array(z.object({ packageId: uuid, packageName: z.string(), payer, fen, refundedFen: fen })),
})

const duty = z.object({
  id: uuid,
  residentId: uuid,
  item: z.string(),
  dueFrom: day,
  dueBy: day,
  state: z.string(),
})

const summary = z.object({
  id: uuid,
  number: z.string().nullable(),
  status,
  kind,
  unit,
  startsOn: day,
  endsOn: day,
  terminatedOn: day.nullable(),
  signedOn: day.nullable(),
  signedVia,
  paperDue: z.boolean(),
  teamId: uuid,
  teamName: z.string(),
  signatoryName: z.string(),
  villageName: z.string(),
  /** Of all members that the viewer reaches. */
  memberNames: z.array(z.string()),
  populations: z.array(population),
  paid: z.boolean(),
  residentFen: fen,
})

export const agreement = summary
  .omit({
    teamId: true,
    teamName: true,
    signatoryName: true,
    villageName: true,
    memberNames: true,
    populations: true,
    paid: true,
    residentFen: true,
  })
  .extend({
    termMonths: z.int(),
    endReason: endReason.nullable(),
    endNote: z.string().nullable(),
    team: z.object({ id: uuid, name: z.string(), unitName: z.string(), phone: z.string().nullable() }),
    householdId: uuid.nullable(),
    address: z.string().nullable(),
    signatory: z.object({ residentId: uuid, name: z.string() }),
    /** The agreement that it renews or replaces, and the one that does so to it. */
    follows: z.object({ id: uuid, number: z.string().nullable() }).nullable(),
    followedBy: z.object({ id: uuid, number: z.string().nullable(), startsOn: day }).nullable(),
    /** First day on which it can be renewed. */
    renewableFrom: day,
    members: z.array(member),
    /** By payer, over all members and the whole term. */
    feeSplit: z.array(feeLine),
    feeFen: fen,
    refundedFen: fen,
    /** Owed to the members because of this agreement. */
    duties: z.array(duty),
    events: z.array(
      z.object({
        kind: z.string(),
        happenedOn: day,
        residentId: uuid.nullable(),
        details: z.record(z.string(), z.unknown()),
        recordedAt: z.iso.datetime(),
        recordedBy: z.string().nullable(),
      }),
    ),
  })

const signingRequest = z.object({
  /** Chosen by the caller, so that sending twice signs once. */
  id: uuid,
  unit,
  householdId: uuid.nullish(),
  residentId: uuid.nullish(),
  teamId: uuid,
  /** 签约代表: the adult who signs for all. */
  signatoryId: uuid,
  startsOn: day,
  termMonths,
  members: z.array(memberChoice).min(1, { message: '请至少选择一位成员' }).max(30),
  signedVia,
  /** Kept as a draft that waits for a signature (待签约). */
  pending: z.boolean().default(false),
  /**
   * The day of the signature, where it was given at the door without a signal. Such an agreement is provisional until it
   * arrives here; when another team has signed a member meanwhile, the county's rule decides instead of a refusal.
   */
  signedOn: day.optional(),
  /** 超额原因, where the county lets a full team sign with a reason. */
  overCapReason: z.string().trim().max(200).nullish(),
})

export const signAgreement = endpoint({
  call: 'POST /agreements',
  summary: '签约：按户或按人，一次签字',
  action: 'agreements.sign',
  request: signingRequest,
  reply: agreement,
})

/** What is said about a signing before anything is written. */
export const previewAgreement = endpoint({
  call: 'POST /agreement-previews',
  summary: '签约预览：期限、费用分担、会有哪些服务，以及不能签的原因',
  action: 'agreements.sign',
  request: signingRequest.partial({ teamId: true, signatoryId: true }),
  reply: z.object({
    endsOn: day,
    kind,
    members: z.array(
      z.object({
        residentId: uuid,
        packages: z.array(agreedPackage.extend({ relief: z.boolean(), fees: z.array(feeLine), feeFen: fen })),
        /** Chosen packages that another chosen one contains: neither agreed twice nor paid. */
        contained: z.array(z.string()),
        /** How often each service is owed over all packages. */
        services: z.array(agreedItem.extend({ service: z.string() })),
        refusals: z.array(z.string()),
      }),
    ),
    feeSplit: z.array(feeLine),
    feeFen: fen,
    /** What stands against the agreement as a whole, in words. */
    refusals: z.array(z.string()),
    team: z
      .object({
        load: z.object({ persons: z.int(), keyPersons: z.int(), households: z.int() }),
        capPersons: z.int().nullable(),
        capState,
        /** 重点人群. */
        capKeyPersons: z.int().nullable(),
        keyCapState: capState,
        gaps: z.array(z.string()),
        mayGoOver: z.boolean(),
      })
      .nullable(),
  }),
})

export const prepareSigning = endpoint({
  call: 'GET /signing-preparation',
  summary: '签约准备：成员、人群、推荐的服务包及理由、可签字的人',
  action: 'agreements.sign',
  request: z.object({
    householdId: uuid.optional(),
    residentId: uuid.optional(),
    startsOn: day.optional(),
  }),
  reply: z.object({
    householdId: uuid.nullable(),
    address: z.string().nullable(),
    villageCode: z.int(),
    startsOn: day,
    allowedTermsYears: z.array(z.int()),
    units: z.array(unit),
    earliestStart: day,
    latestStart: day,
    members: z.array(
      z.object({
        residentId: uuid,
        name: z.string(),
        sex: z.enum(['male', 'female', 'unknown']),
        birthDate: day,
        ageYears: z.int(),
        relation: z.string().nullable(),
        isHead: z.boolean(),
        idNumberMasked: z.string().nullable(),
        phoneMasked: z.string().nullable(),
        populations: z.array(population),
        diedOn: day.nullable(),
        awaySince: day.nullable(),
        current: z
          .object({ agreementId: uuid, number: z.string().nullable(), teamName: z.string(), endsOn: day })
          .nullable(),
        proposals: z.array(z.object({ packageId: uuid, because: z.string(), relief: z.boolean() })),
        maySign: z.boolean(),
      }),
    ),
    packages: z.array(packageVersion),
  }),
})

const filters = {
  teamId: uuid.optional(),
  orgId: unitCode.optional(),
  residentId: uuid.optional(),
  householdId: uuid.optional(),
  status: status.optional(),
  kind: kind.optional(),
  paid: z.enum(['true', 'false']).optional(),
  paperDue: z.enum(['true']).optional(),
  /** Agreements whose last day lies in these days, both included. */
  endsFrom: day.optional(),
  endsBy: day.optional(),
  /** Only those that cover today. */
  inForce: z.enum(['true']).optional(),
  signedFrom: day.optional(),
  signedTo: day.optional(),
  /** Part of a number or of the signatory's name. */
  q: z.string().trim().max(40).optional(),
  /** Begun last first, or ending soonest first. */
  order: z.enum(['newest', 'ending']).default('newest'),
}

export const listAgreements = endpoint({
  call: 'GET /agreements',
  summary: '协议列表：按团队、机构、状态、到期日筛选',
  action: 'agreements.read',
  request: z.object({
    ...filters,
    cursor,
    limit,
  }),
  reply: z.object({
    items: z.array(summary),
    /** Counted up to 10,000; `totalIsCapped` says that there are more. */
    total: z.int(),
    totalIsCapped: z.boolean(),
    nextCursor: z.string().nullable(),
  }),
})

export const exportAgreements = endpoint({
  call: 'GET /agreements/export',
  summary: '把筛选出的协议导出为 Excel',
  action: 'agreements.export',
  request: z.object(filters),
  reply: z.unknown(),
  produces: 'file',
})

export const getAgreement = endpoint({
  call: 'GET /agreements/{agreementId}',
  summary: '一份协议：成员、服务包、费用、履约与经过',
  action: 'agreements.read',
  request: z.object({ agreementId: uuid }),
  reply: agreement,
})

export const confirmAgreement = endpoint({
  call: 'POST /agreements/{agreementId}/signature',
  summary: '签署待签约的协议，或补签自动续约的纸质协议',
  action: 'agreements.sign',
  request: z.object({ agreementId: uuid }),
  reply: agreement,
})

export const declineAgreement = endpoint({
  call: 'POST /agreements/{agreementId}/declining',
  summary: '拒绝或撤回待签约的协议',
  action: 'agreements.sign',
  request: z.object({
    agreementId: uuid,
    declined: z.enum(['rejected', 'withdrawn']),
    note: z.string().trim().min(2, { message: '请写明原因' }).max(200),
  }),
  reply: agreement,
})

export const renewAgreement = endpoint({
  call: 'POST /agreements/{agreementId}/renewal',
  summary: '续约：新周期从旧协议结束的次日开始',
  action: 'agreements.sign',
  request: z.object({
    agreementId: uuid,
    /** Of the new agreement. */
    id: uuid,
    termMonths: termMonths.optional(),
    signatoryId: uuid.optional(),
    signedVia: signedVia.default('clinic'),
    /** The members who go on, with their packages; everybody with the current version of the same when left out. */
    members: z.array(memberChoice).min(1).max(30).optional(),
  }),
  reply: agreement,
})

export const transferAgreement = endpoint({
  call: 'POST /agreements/{agreementId}/transfer',
  summary: '改签到另一个团队：旧协议在新协议开始的前一日结束',
  action: 'agreements.end',
  request: z.object({
    agreementId: uuid,
    /** Of the new agreement. */
    id: uuid,
    teamId: uuid,
    startsOn: day.optional(),
    termMonths: termMonths.optional(),
    reason: z.string().trim().min(2, { message: '请写明改签原因' }).max(200),
    signatoryId: uuid.optional(),
    signedVia: signedVia.default('clinic'),
    members: z.array(memberChoice).min(1).max(30).optional(),
  }),
  reply: agreement,
})

const end = {
  /** First day without cover. */
  terminatedOn: day.optional(),
  reason: endReason,
  note,
}

export const terminateAgreement = endpoint({
  call: 'POST /agreements/{agreementId}/termination',
  summary: '解约：结束服务、取消未完成的应做服务、计算退费',
  action: 'agreements.end',
  request: z.object({ agreementId: uuid, ...end }),
  reply: agreement,
})

export const leaveAgreement = endpoint({
  call: 'POST /agreements/{agreementId}/departures',
  summary: '一位成员单独退出，其他成员的协议继续',
  action: 'agreements.end',
  request: z.object({ agreementId: uuid, residentId: uuid, ...end }),
  reply: agreement,
})

export const previewTermination = endpoint({
  call: 'GET /agreements/{agreementId}/termination',
  summary: '解约或退出会改变什么：退费明细、取消的应做服务',
  action: 'agreements.end',
  request: z.object({
    agreementId: uuid,
    residentId: uuid.optional(),
    terminatedOn: day.optional(),
    reason: endReason,
    note: z.string().max(200).optional(),
  }),
  reply: z.object({
    terminatedOn: day,
    persons: z.int(),
    openDuties: z.int(),
    refunds: z.array(
      z.object({
        residentId: uuid,
        name: z.string(),
        packageName: z.string(),
        paidFen: fen,
        refund: z.array(feeLine),
      }),
    ),
    refundFen: fen,
    refusal: z.string().nullable(),
  }),
})

export const renewMany = endpoint({
  call: 'POST /agreement-renewals',
  summary: '批量续约：先预览哪些可续、哪些不能及原因，再一次续约',
  action: 'agreements.sign',
  request: z.object({
    /** Agreements to renew, each with the id of the new one; at most as many as a screen. */
    renewals: z
      .array(z.object({ agreementId: uuid, id: uuid }))
      .min(1)
      .max(200),
    termMonths: termMonths.optional(),
    signedVia: signedVia.default('clinic'),
    preview: z.boolean().default(false),
  }),
  reply: z.object({
    outcomes: z.array(
      z.object({
        agreementId: uuid,
        number: z.string().nullable(),
        signatoryName: z.string().nullable(),
        persons: z.int(),
        startsOn: day.nullable(),
        endsOn: day.nullable(),
        feeFen: fen,
        residentFen: fen,
        /** In words; null when it was, or can be, renewed. */
        refusal: z.string().nullable(),
        newId: uuid.nullable(),
      }),
    ),
    renewed: z.int(),
    refused: z.int(),
  }),
})
