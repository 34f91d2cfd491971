import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

/** How people are told (宣传方式). Source: requirements-from-seeds.md §5. */
export const publicityKinds = {
  lecture: '健康讲座',
  consultation: '义诊咨询',
  household: '入户宣传',
  broadcast: '广播、喇叭',
  board: '宣传栏、横幅',
  online: '网络、短信',
  meeting: '群众会',
} as const

export const materialKinds = {
  leaflet: '折页、传单',
  letter: '致居民一封信',
  poster: '海报、宣传画',
  banner: '横幅',
  booklet: '健康手册',
  card: '服务卡、联系卡',
  video: '音像资料',
} as const

const activity = {
  id: z.uuid(),
  kind: z.enum(codesOf(publicityKinds)),
  title: z.string().trim().min(2, '请填写名称').max(100),
  heldOn: day,
  place: z.string().trim().max(100).default(''),
  people: z.int().min(0).max(1_000_000),
  materials: z
    .array(z.object({ kind: z.enum(codesOf(materialKinds)), count: z.int().min(1).max(10_000_000) }))
    .max(20),
}
const shown = z.object({ ...activity, unitCode: z.int(), unitName: z.string() })

export const listPublicity = endpoint({
  call: 'GET /publicity-activities',
  summary: '宣传活动与材料：期间内场次、人数、各种材料的数量',
  action: 'publicity.read',
  request: z.object({ fromDay: day, toDay: day }),
  reply: z.object({
    activities: z.array(shown),
    /** By the unit that held them. */
    units: z.array(
      z.object({
        unitCode: z.int(),
        unitName: z.string(),
        activities: z.int(),
        people: z.int(),
        materials: z.record(z.string(), z.int()),
      }),
    ),
  }),
})

export const recordPublicity = endpoint({
  call: 'POST /publicity-activities',
  summary: '登记宣传活动和发放的材料',
  action: 'publicity.record',
  request: z.object({ ...activity, unitCode }),
  reply: shown,
})
