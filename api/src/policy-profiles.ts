import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, fen, unitCode } from './shared.ts'
import { capState } from './teams.ts'

const name = z.string().trim().min(2, '请填写方案名称').max(80, '不超过 80 个字')
const source = z.string().trim().min(2, '请填写文件名称或文号').max(200, '不超过 200 个字')
const one = z.object({ id: z.uuid() })

/** What a profile says; whether it can be is told by `faultsOf`, so that a draft may be left half done. */
const content = z.object({
  policies: z.record(z.string(), z.unknown()),
  packages: z.array(z.record(z.string(), z.unknown())).max(200).nullable(),
})

const inForce = z.object({
  policies: z.record(z.string(), z.unknown()),
  packages: z.array(z.record(z.string(), z.unknown())),
})

const profileLine = z.object({
  id: z.uuid(),
  name: z.string(),
  source: z.string(),
  state: z.enum(['draft', 'published']),
  /** Null while it is a draft. */
  validFrom: day.nullable(),
  changedAt: z.string(),
  changedBy: z.string().nullable(),
})

/** Counts the savings of a draft: a saving names the one it was made from. */
const revision = z.int().min(1)

const profile = profileLine.extend({
  revision,
  content,
  /** What the draft is compared with: what holds today; for a published one what held the moment before. */
  inForce,
  /** The first day on which it can begin: after what is settled and published. */
  earliestFrom: day,
  clauses: z.array(z.object({ says: z.string(), clause: z.string() })),
})

const fault = z.object({ section: z.string(), place: z.string(), message: z.string() })
const difference = z.object({
  section: z.string(),
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

export const listPolicyProfiles = endpoint({
  call: 'GET /policy-profiles',
  summary: '政策方案：本县的草稿与已发布方案，以及可套用的范例',
  action: 'policies.read',
  request: z.object({}),
  reply: z.object({
    profiles: z.array(profileLine),
    /** 范例 that come with the program. */
    shipped: z.array(z.object({ code: z.string(), name: z.string(), source: z.string() })),
  }),
})

export const getPolicyProfile = endpoint({
  call: 'GET /policy-profiles/{id}',
  summary: '一个政策方案的全部内容',
  action: 'policies.read',
  request: one,
  reply: profile,
})

export const draftPolicyProfile = endpoint({
  call: 'POST /policy-profiles',
  summary: '新建方案草稿：从现行政策、范例、已有方案或导出的文件开始',
  action: 'policies.manage',
  request: z.object({
    id: z.uuid(),
    name,
    source,
    from: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('in-force') }),
      z.object({ kind: z.literal('shipped'), code: z.string().min(1).max(60) }),
      z.object({ kind: z.literal('profile'), id: z.uuid() }),
      z.object({ kind: z.literal('file'), content }),
    ]),
  }),
  reply: profile,
})

export const savePolicyProfile = endpoint({
  call: 'PUT /policy-profiles/{id}',
  summary: '保存方案草稿；草稿在此期间被别人改过的，拒绝并说明',
  action: 'policies.manage',
  request: one.extend({ revision, name, source, content }),
  reply: profile,
})

export const discardPolicyProfile = endpoint({
  call: 'DELETE /policy-profiles/{id}',
  summary: '删除方案草稿',
  action: 'policies.manage',
  request: one,
  reply: z.object({ id: z.uuid() }),
})

export const checkPolicyProfile = endpoint({
  call: 'GET /policy-profiles/{id}/faults',
  summary: '检查方案：哪些地方还不能发布',
  action: 'policies.read',
  request: one,
  reply: z.array(fault),
})

export const comparePolicyProfile = endpoint({
  call: 'GET /policy-profiles/{id}/differences',
  summary: '与现行政策或另一方案逐条比较',
  action: 'policies.read',
  request: one.extend({
    /** Another profile, or a shipped one by its code; what is in force when left out. */
    against: z.string().max(60).optional(),
  }),
  reply: z.array(difference),
})

export const publishPolicyProfile = endpoint({
  call: 'POST /policy-profiles/{id}/publication',
  summary: '发布方案：自执行日期起生效，以前的结算、考核和协议不变',
  action: 'policies.manage',
  request: one.extend({
    validFrom: day,
    /** The one that was looked at; left out, whatever the draft says now is published. */
    revision: revision.optional(),
  }),
  reply: profile,
})

export const exportPolicyProfile = endpoint({
  call: 'GET /policy-profiles/{id}/file',
  summary: '导出方案（JSON，可导入别的县）',
  action: 'policies.read',
  request: one,
  reply: z.unknown(),
  produces: 'file',
})

export const downloadPolicyProfile = endpoint({
  call: 'GET /policy-profiles/{id}/workbook',
  summary: '导出方案（Excel）：每类政策一张表，可修改后导入',
  action: 'policies.read',
  request: one,
  reply: z.unknown(),
  produces: 'file',
})

export const readPolicyProfileWorkbook = endpoint({
  call: 'POST /policy-profiles/workbook',
  summary: '读取方案工作簿：与现行不同的内容，和看不懂的单元格',
  action: 'policies.manage',
  request: z.object({}),
  reply: z.object({
    name: z.string(),
    source: z.string(),
    content,
    faults: z.array(z.object({ sheet: z.string(), row: z.int(), message: z.string() })),
  }),
  upload: { ask: '请选择从政策方案导出的工作簿（.xlsx）。', mostMb: 5 },
})

const rate = z.object({ numerator: z.int(), denominator: z.int() })
const tried = z.object({ target: z.number().nullable(), meets: z.boolean().nullable() })
const capsTried = z.object({
  persons: z.int().nullable(),
  keyPersons: z.int().nullable(),
  households: z.int().nullable(),
  state: capState,
})
const totalsTried = z.object({
  /** The payment before the assessment; what is withheld, shared and left is all of it. */
  instalmentFen: fen,
  withheldFen: fen,
  sharedFen: fen,
  leftFen: fen,
})
const scored = z.object({ scoreHundredths: z.int(), grade: z.string() })

export const tryPolicyProfile = endpoint({
  call: 'POST /policy-profiles/{id}/try-out',
  summary: '试算：用一个已过期间的数据，比较方案执行前后的指标、上限、考核和分配；不保存',
  action: 'policies.manage',
  request: one.extend({
    unitCode,
    fromDay: day,
    toDay: day,
    /** For every pool of a fund whose amount is entered. */
    enteredFen: fen.min(0).default(0),
  }),
  reply: z.object({
    unitName: z.string(),
    /** 统计日 of figures and caps. */
    figuresOn: day,
    /** Null where so many people are counted anew only by township: choose one. */
    recomputed: z.enum(['as-kept', 'anew', 'too-many']),
    figures: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        before: rate.extend(tried.shape),
        after: rate.extend(tried.shape),
      }),
    ),
    teams: z.array(
      z.object({
        teamId: z.uuid(),
        name: z.string(),
        unitName: z.string(),
        persons: z.int(),
        keyPersons: z.int(),
        households: z.int(),
        before: capsTried,
        after: capsTried,
      }),
    ),
    scores: z.array(
      z.object({
        sheetName: z.string(),
        name: z.string(),
        /** Lines that nobody has entered a value for. */
        missing: z.int(),
        before: scored.nullable(),
        after: scored.nullable(),
      }),
    ),
    funds: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        partName: z.string(),
        before: totalsTried.nullable(),
        after: totalsTried.nullable(),
      }),
    ),
    people: z.array(
      z.object({
        staffId: z.uuid(),
        name: z.string(),
        unitName: z.string(),
        beforeFen: fen,
        afterFen: fen,
      }),
    ),
  }),
})
