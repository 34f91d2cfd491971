import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { cadence, period } from './reports.ts'
import { unitCode } from './shared.ts'

const one = z.object({ id: z.uuid() })

const reportTemplate = z.object({
  id: z.uuid(),
  name: z.string(),
  cadence,
  fileName: z.string(),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string(),
})

export const listReportTemplates = endpoint({
  call: 'GET /report-templates',
  summary: '本县的报表模板',
  action: 'reports.read',
  request: z.object({ cadence: cadence.optional() }),
  reply: z.array(reportTemplate),
})

export const listReportPlaceholders = endpoint({
  call: 'GET /report-templates/placeholders',
  summary: '占位符清单：模板中可以写的名称',
  action: 'reports.read',
  request: z.object({}),
  reply: z.array(z.object({ group: z.string(), names: z.array(z.string()) })),
})

export const uploadReportTemplate = endpoint({
  call: 'POST /report-templates',
  summary: '上传报表模板（.xlsx），单元格用“{{指标@单位}}”或名称绑定指标',
  action: 'reports.manage',
  request: z.object({ id: z.uuid(), name: z.string().trim().min(1, '请填写模板名称').max(60), cadence }),
  reply: reportTemplate,
  upload: { ask: '请选择一个 Excel 文件（.xlsx）。', mostMb: 5 },
})

export const retireReportTemplate = endpoint({
  call: 'POST /report-templates/{id}/retirement',
  summary: '停用报表模板',
  action: 'reports.manage',
  request: one,
  reply: one,
})

export const downloadReportTemplate = endpoint({
  call: 'GET /report-templates/{id}/file',
  summary: '模板原件',
  action: 'reports.read',
  request: one,
  reply: z.unknown(),
  produces: 'file',
})

export const fillReportTemplate = endpoint({
  call: 'GET /report-templates/{id}/workbook',
  summary: '按模板生成一期报表（Excel）',
  action: 'reports.read',
  request: one.extend({ orgId: unitCode.optional(), period }),
  reply: z.unknown(),
  produces: 'file',
})
