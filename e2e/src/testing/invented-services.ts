import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'

type Cells = Record<string, string>

/** The rows of a workbook behind a link of a page, by their titles. */
async function rowsBehind(
  page: Page,
  address: string,
  title: string,
): Promise<{ titles: string[]; rows: Cells[] }> {
  const file = await page.request.get(new URL(address, page.url()).href)
  const { rows } = (await readXlsx(new Uint8Array(await file.body()))).sheets.at(-1)!
  const heading = rows.findIndex((row) => row.includes(title))
  const titles = rows[heading]!.map(String)
  const cells = rows
    .slice(heading + 1)
    .map((row) => Object.fromEntries(titles.map((name, at) => [name, wordsOf(row[at])])))
  return { titles, rows: cells }
}

function wordsOf(cell: unknown): string {
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '')
}

/**
 * A file of blood pressures that nobody measured: the same values for six people of a clinic on one day, a minute from door
 * to door, by its doctor. Who they are is read from the page's own export, the titles from its empty workbook.
 */
export async function inventedServices(
  page: Page,
  {
    clinic,
    doctor,
    fromDay,
    toDay,
  }: { clinic: string; doctor: string; fromDay: LocalDate; toDay: LocalDate },
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const origin = new URL(page.url()).origin
  await page.goto(`${origin}/service-records?form=hypertension-follow-up&from=${fromDay}&to=${toDay}`)
  const exported = page.getByRole('link', { name: '导出 Excel' })
  const { rows } = await rowsBehind(page, (await exported.getAttribute('href'))!, '档案编号')
  await page.getByRole('button', { name: '导入 Excel' }).click()
  const empty = page.getByRole('dialog').getByRole('link', { name: '下载空表' })
  const { titles } = await rowsBehind(page, (await empty.getAttribute('href'))!, '档案编号')

  const day = addDays(fromDay, 40)
  const visited = new Set(rows.filter((row) => row.服务日期 === day).map((row) => row.档案编号))
  const people = new Map(
    rows
      .filter((row) => row.机构 === clinic && row.档案编号 !== '' && !visited.has(row.档案编号))
      .map((row) => [row.档案编号!, row.姓名!]),
  )
  const lines = [...people].slice(0, 6).map(([number, name], index) => {
    const cells: Cells = {
      姓名: name,
      档案编号: number,
      服务日期: day,
      开始时间: `9:0${index}`,
      结束时间: `9:0${index + 1}`,
      方式: '家庭',
      服务人员: doctor,
      服务单位: clinic,
      '收缩压（mmHg）': '127',
      '舒张压（mmHg）': '79',
      '心率（次/分）': '73',
      症状: '无症状',
    }
    return titles.map((title) => cells[title] ?? '')
  })
  return {
    name: '随访.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await writeXlsx({ sheets: [{ name: '随访', rows: [titles, ...lines] }] })),
  }
}
