import { listChanges, listTasks } from '@qianyue/domain/outside-lists/list-work.ts'
import { outsideLists } from '@qianyue/domain/outside-lists/outside-list.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, limit, unitCode } from './shared.ts'

const kind = z.enum(codesOf(outsideLists))
const one = z.object({ id: z.uuid() })

/** Where a task stands: to be settled, done by the system's own act, set aside with a reason, or gone with a later list. */
export const taskStates = { open: '待办', done: '已办', 'set-aside': '不办', superseded: '已失效' } as const

const list = z.object({
  id: z.uuid(),
  kind,
  kindName: z.string(),
  asOf: day,
  unitCode: z.int(),
  unitName: z.string(),
  fileName: z.string(),
  importedAt: z.iso.datetime(),
  importedBy: z.string(),
  counts: z.object({
    people: z.int(),
    matched: z.int(),
    unmatched: z.int(),
    added: z.int(),
    left: z.int(),
    changed: z.int(),
    problems: z.int(),
  }),
  openTasks: z.int(),
})

const task = z.object({
  id: z.uuid(),
  listId: z.uuid(),
  kind,
  kindName: z.string(),
  asOf: day,
  residentId: z.uuid().nullable(),
  name: z.string(),
  idNumberMasked: z.string().nullable(),
  villageName: z.string().nullable(),
  change: z.enum(codesOf(listChanges)),
  task: z.enum(codesOf(listTasks)),
  on: day,
  because: z.string(),
  state: z.enum(codesOf(taskStates)),
  settledAt: z.iso.datetime().nullable(),
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
})

export const listOutsideLists = endpoint({
  call: 'GET /outside-lists',
  summary: '部门名单：各期导入、与上期比对的人数',
  action: 'outside-lists.read',
  request: z.object({}),
  reply: z.array(list),
})

export const importOutsideList = endpoint({
  call: 'POST /outside-lists',
  summary: '导入一期部门名单（.xlsx、.xls、.csv）：按身份证号或姓名加出生日期比对居民，生成待办',
  action: 'outside-lists.import',
  upload: { ask: '请选择名单文件（.xlsx、.xls 或 .csv）。', mostMb: 30 },
  request: z.object({ id: z.uuid(), kind, asOf: day }),
  reply: list,
})

export const getOutsideList = endpoint({
  call: 'GET /outside-lists/{id}',
  summary: '一期名单：没有比对上的人和读不出的行',
  action: 'outside-lists.read',
  request: one,
  reply: list.extend({
    unmatched: z.array(
      z.object({
        sheetRow: z.int(),
        name: z.string(),
        idNumberMasked: z.string().nullable(),
        because: z.string(),
      }),
    ),
    problems: z.array(z.object({ sheet: z.string(), sheetRow: z.int(), message: z.string() })),
  }),
})

export const listListTasks = endpoint({
  call: 'GET /outside-list-tasks',
  summary: '名单待办：新进、移出、变化、死亡的人要做什么',
  action: 'outside-lists.read',
  request: z.object({
    kind: kind.optional(),
    task: z.enum(codesOf(listTasks)).optional(),
    state: z.enum(codesOf(taskStates)).default('open'),
    orgId: unitCode.optional(),
    cursor: z.uuid('翻页位置无效，请重新打开清单').optional(),
    limit,
  }),
  reply: z.object({ tasks: z.array(task), total: z.int(), nextCursor: z.string().nullable() }),
})

export const settleListTask = endpoint({
  call: 'POST /outside-list-tasks/{id}/settlement',
  summary: '办理名单待办：按名单认定、退出或登记死亡，或说明为何不办',
  action: 'outside-lists.settle',
  request: one.extend({
    decision: z.enum(['apply', 'set-aside']),
    note: z.string().trim().max(200, '不超过 200 个字').default(''),
  }),
  reply: task,
})
