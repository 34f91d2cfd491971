import { dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { lists } from '@qianyue/domain/lists/list.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { population } from './resident-codes.ts'
import { codesOf, cursor, day, limit, unitCode, yesNo } from './shared.ts'

const list = z.enum(codesOf(lists))
const dutyState = z.enum(codesOf(dutyStates))
const years = z.coerce.number().int().min(0).max(130)

const filters = {
  orgId: unitCode.optional(),
  population: population.optional(),
  signed: yesNo.optional(),
  ageFrom: years.optional(),
  ageTo: years.optional(),
  from: day.optional(),
  to: day.optional(),
  inForce: yesNo.optional(),
  dutyState: dutyState.optional(),
  /** A service of the catalogue. */
  service: z.string().max(60).optional(),
}

const asked = z.object({
  list,
  ...filters,
  /** Codes parted by commas; all columns when left out. */
  columns: z.string().max(500).default(''),
})

export const listRows = endpoint({
  call: 'GET /lists/{list}/rows',
  summary: '自定义名单：按条件筛选、按选定的列列出',
  action: 'lists.export',
  request: asked.extend({ cursor, limit }),
  reply: z.object({
    columns: z.array(z.object({ code: z.string(), header: z.string() })),
    rows: z.array(
      z.object({
        key: z.string(),
        residentId: z.uuid(),
        cells: z.array(z.union([z.string(), z.number()]).nullable()),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
})

export const downloadList = endpoint({
  call: 'GET /lists/{list}/workbook',
  summary: '自定义名单（Excel）',
  action: 'lists.export',
  request: asked,
  reply: z.unknown(),
  produces: 'file',
})

/** Filters as they are kept: as they travel in an address. */
const keptFilters = z.record(z.string().max(20), z.string().max(60))

const savedList = z.object({
  id: z.uuid(),
  name: z.string(),
  list,
  filters: keptFilters,
  columns: z.array(z.string()),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  unitName: z.string(),
})

export const listSavedLists = endpoint({
  call: 'GET /saved-lists',
  summary: '存下的名单：自己的和上级共享的',
  action: 'lists.export',
  request: z.object({}),
  reply: z.array(savedList),
})

export const saveList = endpoint({
  call: 'PUT /saved-lists/{id}',
  summary: '按名称存下条件和列，可共享给本单位及下级',
  action: 'lists.export',
  request: z.object({
    id: z.uuid(),
    name: z.string().trim().min(1, '请填写名称').max(40),
    list,
    filters: keptFilters,
    columns: z.array(z.string().max(30)).min(1, '至少选一列').max(40),
    isShared: z.boolean(),
  }),
  reply: savedList,
})

export const deleteSavedList = endpoint({
  call: 'DELETE /saved-lists/{id}',
  summary: '删除存下的名单',
  action: 'lists.export',
  request: z.object({ id: z.uuid() }),
  reply: z.object({ id: z.uuid() }),
})
