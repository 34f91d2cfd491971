import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/report-templates.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import type { SentFile } from '../http/uploads.ts'
import { WorkbookTemplate } from './fill-workbook.ts'
import { insertTemplate, retireTemplate, templateById, templatesInUse } from './report-templates.queries.ts'

type Template = ReplyInput<typeof api.uploadReportTemplate>
type Row = NonNullable<Awaited<ReturnType<typeof templateById>>>

export async function listTemplates(
  { db }: Context,
  { cadence }: RequestOf<typeof api.listReportTemplates>,
): Promise<Template[]> {
  return (await templatesInUse(db, cadence ?? null)).map(describe)
}

/** A workbook is kept only when every placeholder of it is known. Sent twice it is one. */
export async function keepTemplate(
  { db, viewer, now, note }: Context,
  { id, name, cadence }: RequestOf<typeof api.uploadReportTemplate>,
  file: SentFile,
): Promise<Template> {
  const workbook = new WorkbookTemplate(file.content)
  const [active] = workbook.activeParts()
  if (active !== undefined) {
    throw new Invalid({
      file: `模板里有宏或指向其他文件的链接（${active}），请在 Excel 中断开链接、另存为 .xlsx 后上传。`,
    })
  }
  const problems = workbook.problems()
  if (problems.length > 0) {
    throw new Refused(
      'template-has-problems',
      `模板有 ${problems.length} 处不认识的占位符，请修改后重新上传：${problems.slice(0, 5).join('')}`,
      { problems },
    )
  }
  if (workbook.size() === 0) {
    throw new Invalid({ file: '模板里没有占位符，请在单元格中写“{{签约率@本单位}}”这样的占位符。' })
  }
  await insertTemplate(db, {
    id,
    name,
    cadence,
    fileName: file.fileName,
    content: file.content,
    uploadedAt: now,
    uploadedBy: viewer.accountId,
  })
  note({ subject: `report template ${id} uploaded` })
  return describe((await templateById(db, id))!)
}

export async function retire({ db, now, note }: Context, { id }: RequestOf<typeof api.retireReportTemplate>) {
  if (!(await templateById(db, id))) throw new NotFound('report template')
  await retireTemplate(db, id, now)
  note({ subject: `report template ${id} retired` })
  return { id }
}

function describe({ uploadedAt, uploadedBy, ...row }: Row): Template {
  return { ...row, uploadedAt: uploadedAt.toISOString(), uploadedBy: uploadedBy ?? '' }
}
