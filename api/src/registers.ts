import { isColumnMeaning } from '@qianyue/domain/registers/columns.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { limit } from './shared.ts'

const id = z.uuid()

/** What a column holds: a field of the register, or `is:` and a population for a column that ticks one. */
const meaning = z.string().refine(isColumnMeaning, { message: '没有这样的列含义' })

/** Meanings of columns by title (`姓 名`) or by letter (`D`). */
const mapping = z.record(z.string().max(200), meaning)

const column = z.object({
  /** 0 for column A. */
  column: z.int(),
  letter: z.string(),
  title: z.string(),
  /** The title that several columns share above their own. */
  group: z.string(),
  meaning: z.string(),
  /** 0…1; below 0.7 a person should look. */
  confidence: z.number(),
  because: z.enum(['title', 'similar-title', 'content', 'remembered', 'chosen', 'nothing']),
  samples: z.array(z.string()),
})

/** One sheet of the file and what its columns were taken for. */
const sheet = z.object({
  sheet: z.string(),
  /** Rows of the header, 1-based; null when the sheet has none, or is no register. */
  headerFrom: z.int().nullable(),
  headerTo: z.int().nullable(),
  /** Why nothing was read from it, in words; null when it was read. */
  leftOut: z.string().nullable(),
  columns: z.array(column),
})

const registerImportStatus = z.enum(['checking', 'ready', 'committing', 'done', 'failed', 'undone'])

const registerImport = z.object({
  id,
  fileName: z.string(),
  unitCode: z.int(),
  unitName: z.string(),
  status: registerImportStatus,
  /** 0…1 of the work that is under way. */
  progress: z.number(),
  counts: z.object({
    /** Rows that are a person. */
    rows: z.int(),
    /** Different people among them. */
    people: z.int(),
    households: z.int(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    /** Rows that stay out. */
    withErrors: z.int(),
    /** Rows that go in, with something said about them. */
    withWarnings: z.int(),
  }),
  /** What went wrong, in words; null when nothing did. */
  failure: z.string().nullable(),
  /** Its commit broke off: households may be in already. It is committed again, which goes on, or undone. */
  isCutOff: z.boolean(),
  /** Names of villages in the register that the system does not know. */
  unknownVillages: z.array(z.object({ name: z.string(), rows: z.int(), canAdd: z.boolean() })),
  /** How often each thing was found, the most frequent first. */
  problemKinds: z.array(
    z.object({ code: z.string(), severity: z.enum(['error', 'warning']), name: z.string(), count: z.int() }),
  ),
  sheets: z.array(sheet),
  /** An earlier import of the very same file, if there is one. */
  sameFileAs: z.object({ id, createdAt: z.iso.datetime() }).nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  undoneAt: z.iso.datetime().nullable(),
  /** Until when it can be undone; afterwards its rows are gone. Null when there is nothing to undo. */
  undoUntil: z.iso.datetime().nullable(),
})

export const importRegister = endpoint({
  call: 'POST /register-imports',
  summary:
    '上传居民花名册（.xlsx、.xls、.csv），开始检查。不附 id 的，同一账号 15 分钟内重复上传同一文件、前一次还没有提交的，视为同一次导入',
  action: 'register-imports.run',
  upload: {
    ask: '请选择名册文件（.xlsx、.xls 或 .csv）。',
    beside: z.object({
      id: id.optional(),
      mapping: z.string().optional().describe('JSON：按列标题或列号说明含义，如 {"姓 名":"name"}'),
    }),
  },
  request: z.object({}),
  reply: z.object({ id }),
})

export const listRegisterImports = endpoint({
  call: 'GET /register-imports',
  summary: '本单位的名册导入记录',
  action: 'register-imports.read',
  request: z.object({ limit }),
  reply: z.array(
    registerImport.omit({ sheets: true, problemKinds: true, unknownVillages: true, sameFileAs: true }),
  ),
})

export const getRegisterImport = endpoint({
  call: 'GET /register-imports/{id}',
  summary: '一次名册导入的进度与结果',
  action: 'register-imports.read',
  request: z.object({ id }),
  reply: registerImport,
})

export const registerImportEvents = endpoint({
  call: 'GET /register-imports/{id}/events',
  summary: '一次名册导入的进度（server-sent events），到出结果为止',
  action: 'register-imports.read',
  produces: 'events',
  request: z.object({ id }),
  reply: z.unknown(),
})

const problem = z.object({
  sheet: z.string(),
  /** 1-based, as Excel shows it. */
  sheetRow: z.int(),
  /** Title of the column as the register has it; '' when it has no such column. */
  column: z.string(),
  columnLetter: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  value: z.string(),
})

export const listRegisterProblems = endpoint({
  call: 'GET /register-imports/{id}/problems',
  summary: '名册中的问题，逐格，按行号排列',
  action: 'register-imports.read',
  request: z.object({
    id,
    severity: z.enum(['error', 'warning']).optional(),
    code: z.string().max(60).optional(),
    /** How many problems to pass over. */
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  reply: z.array(problem),
})

const candidate = z.object({
  residentId: z.uuid(),
  name: z.string(),
  birthDate: z.string(),
  idNumberMasked: z.string().nullable(),
  address: z.string(),
})

/** Of several people in the lines of one row, whose this is; 0 where a row is one person. */
const line = z.int().min(0).max(1000).default(0)

const person = z.object({
  sheet: z.string(),
  sheetRow: z.int(),
  line,
  outcome: z.enum(['add', 'change', 'same', 'out']),
  /** Known already, or added by this import; null for a row that is not in the system. */
  residentId: z.uuid().nullable(),
  relation: z.string().nullable(),
  name: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  birthDate: z.string().nullable(),
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
  isAway: z.boolean(),
  populations: z.array(z.string()),
  /** What the import changes of a known resident. */
  changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
  problems: z.array(problem),
  /** Known people who may be this one: somebody has to say. */
  candidates: z.array(candidate),
})

export const listRegisterHouseholds = endpoint({
  call: 'GET /register-imports/{id}/households',
  summary: '按户预览名册',
  action: 'register-imports.read',
  request: z.object({
    id,
    /** Only households in which something was found, or in which something changes. */
    show: z.enum(['all', 'problems', 'errors', 'changes']).default('all'),
    cursor: z
      .string()
      .regex(/^\d{1,9}$/, '翻页位置无效，请重新打开')
      .optional(),
    limit,
  }),
  reply: z.object({
    total: z.int(),
    nextCursor: z.string().nullable(),
    items: z.array(
      z.object({
        household: z.int(),
        householdNumber: z.string().nullable(),
        village: z.string().nullable(),
        group: z.string().nullable(),
        address: z.string().nullable(),
        members: z.array(person),
      }),
    ),
  }),
})

export const recheckRegister = endpoint({
  call: 'POST /register-imports/{id}/recheck',
  summary: '更正列的含义，或同意新建名册中的村，然后重新检查',
  action: 'register-imports.run',
  request: z.object({ id, mapping: mapping.optional(), addVillages: z.boolean().optional() }),
  reply: z.object({ id, status: registerImportStatus }),
})

export const chooseResident = endpoint({
  call: 'POST /register-imports/{id}/choices',
  summary: '说明名册的一行是系统里的哪位居民；residentId 为空表示是新居民',
  action: 'register-imports.run',
  request: z.object({
    id,
    sheet: z.string().max(200),
    sheetRow: z.int32().min(1),
    line,
    residentId: z.uuid().nullable(),
  }),
  reply: z.object({ id, status: registerImportStatus }),
})

export const commitRegister = endpoint({
  call: 'POST /register-imports/{id}/commit',
  summary: '导入名册中没有错误的行；再次提交不会重复导入',
  action: 'register-imports.run',
  request: z.object({ id }),
  reply: z.object({ id, status: registerImportStatus }),
})

export const undoRegister = endpoint({
  call: 'POST /register-imports/{id}/undo',
  summary: '撤销一次导入：放回它改动的内容；之后另有业务的居民会说明并拒绝撤销',
  action: 'register-imports.run',
  request: z.object({ id }),
  reply: z.object({ id, status: registerImportStatus }),
})

export const rejectedRows = endpoint({
  call: 'GET /register-imports/{id}/rejected.xlsx',
  summary: '没有导入的行（Excel），有问题的单元格已标出',
  action: 'register-imports.read',
  produces: 'file',
  request: z.object({ id }),
  reply: z.unknown(),
})
