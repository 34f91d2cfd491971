import { trainingKinds } from '@qianyue/domain/training/training.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day } from './shared.ts'

const one = z.object({ id: z.uuid() })
const said = (name: string, most = 200) => z.string().trim().min(2, `请填写${name}`).max(most)

const plan = {
  id: z.uuid(),
  kind: z.enum(codesOf(trainingKinds)),
  title: said('培训名称', 100),
  topics: said('培训内容', 1000),
  heldOn: day,
  hours: z.number().min(0.5, '不少于 0.5 学时').max(200, '不多于 200 学时'),
  place: z.string().trim().max(100).default(''),
  trainer: z.string().trim().max(60).default(''),
  hasTest: z.boolean(),
}
const training = z.object({
  ...plan,
  unitCode: z.int(),
  unitName: z.string(),
  passPercent: z.int(),
  invited: z.int(),
  present: z.int(),
  passed: z.int(),
  mayChange: z.boolean(),
})
const attendance = z.object({
  staffId: z.uuid(),
  staffName: z.string(),
  unitName: z.string(),
  present: z.boolean(),
  score: z.int().nullable(),
  passed: z.boolean().nullable(),
  certificate: z.string().nullable(),
})

export const listTrainings = endpoint({
  call: 'GET /trainings',
  summary: '培训计划与完成情况，以及本季度培训次数不足、岗前培训未合格的人员',
  action: 'training.read',
  request: z.object({}),
  reply: z.object({
    trainings: z.array(training),
    quarterFrom: day,
    timesAQuarter: z.int(),
    gate: z.enum(['refuse', 'off']),
    /** Staff within reach with how often they were trained this quarter. */
    staff: z.array(
      z.object({
        staffId: z.uuid(),
        staffName: z.string(),
        unitName: z.string(),
        thisQuarter: z.int(),
        preService: z.boolean(),
      }),
    ),
  }),
})

export const putTraining = endpoint({
  call: 'PUT /trainings/{id}',
  summary: '制定或修改培训计划',
  action: 'training.manage',
  request: z.object(plan),
  reply: training,
})

export const getTraining = endpoint({
  call: 'GET /trainings/{id}',
  summary: '一次培训的签到、成绩与证书',
  action: 'training.read',
  request: one,
  reply: training.extend({ attendances: z.array(attendance) }),
})

export const noteAttendance = endpoint({
  call: 'PUT /trainings/{id}/attendances',
  summary: '登记签到与成绩；合格的生成证书编号',
  action: 'training.manage',
  request: one.extend({
    attendances: z
      .array(
        z.object({
          staffId: z.uuid(),
          present: z.boolean(),
          score: z.int().min(0, '不小于 0').max(100, '不大于 100').nullable(),
        }),
      )
      .min(1, '请至少登记一人')
      .max(500),
  }),
  reply: training.extend({ attendances: z.array(attendance) }),
})
