import {
  addDays,
  endOfMonth,
  type LocalDate,
  quarterOf,
  startOfMonth,
  yearOf,
} from '@qianyue/domain/days/local-date.ts'
import { periodsUpTo } from '@qianyue/domain/reports/report-period.ts'
import { writeXlsx } from 'hucre/xlsx'
import { sampleOf } from '../authenticity/spot-checks.queries.ts'
import { drawSpotCheck, recordResult } from '../authenticity/spot-checks.ts'
import { acknowledgeBulletin, publishBulletin } from '../bulletins/change-bulletin.ts'
import { draftBulletin } from '../bulletins/draft-bulletin.ts'
import { writeNotice } from '../bulletins/write-notice.ts'
import type { Context } from '../http/context.ts'
import { keepList } from '../lists/saved-lists.ts'
import { keepTemplate } from '../report-templates/keep-templates.ts'
import { decideReport, submitReport } from '../reports/report-chain.ts'
import { Dice, demoId } from './dice.ts'
import { demoTownships } from './places.ts'

type Officer = Pick<Context['viewer'], 'accountId' | 'roles'>

/** Who acts in the county's papers. */
export type DemoOfficers = { bureau: Officer; township: Officer; doctor: Officer; supervisor: Officer }

/** So many services of a township are looked at; the county's verified share lives by them. */
const LOOKED_AT = 24

/**
 * What a bureau that has worked with figures for months has lying about: samples checked, months reported, returned and
 * still missing, bulletins out and in draft, a notice, its own workbook for the quarter, and lists kept under names.
 */
export async function fillDemoDesk(context: Context, officers: DemoOfficers): Promise<void> {
  const { bureau, township, supervisor } = officers
  await checkSamples(as(context, supervisor, context.today))
  await sendReports(context, { bureau, township })
  await writeBulletins(context, officers)
  const desk = as(context, bureau, context.today)
  await keepTemplate(
    desk,
    { id: demoId('report-template', 'quarter'), name: '全县季报（本县表样）', cadence: 'quarter' },
    { fileName: '全县季报.xlsx', content: await quarterWorkbook(), fields: new Map() },
  )
  for (const [name, filters] of [
    ['未签约的65岁及以上老年人', { population: 'elderly', signed: 'false' }],
    ['未签约的高血压患者', { population: 'hypertension', signed: 'false' }],
  ] as const) {
    const columns = ['name', 'sex', 'age', 'phone', 'township', 'village', 'address', 'populations', 'doctor']
    await keepList(desk, {
      id: demoId('saved-list', name),
      name,
      list: 'residents',
      filters,
      columns,
      isShared: true,
    })
  }
}

/** Somebody at a moment of a day: what they do bears that day. */
export function as(
  context: Context,
  officer: Officer,
  day: LocalDate,
  unitCode = context.viewer.unitCode,
): Context {
  const from = unitCode
  const to = unitCode === context.viewer.unitCode ? context.reach.range!.to : unitCode + 999
  return {
    ...context,
    now: day < context.today ? new Date(`${day}T09:20:00+08:00`) : context.now,
    reach: { ...context.reach, range: { from, to } },
    viewer: { ...context.viewer, ...officer, unitCode },
  }
}

async function checkSamples(context: Context): Promise<void> {
  const dice = new Dice(41)
  for (const { code } of demoTownships) {
    const id = demoId('spot-check', code)
    const toDay = addDays(context.today, -1)
    await drawSpotCheck(context, {
      id,
      unitCode: code,
      fromDay: addDays(context.today, -21),
      toDay,
      seed: String(code % 9973),
      method: 'phone',
    })
    for (const { recordId } of (await sampleOf(context.db, id)).slice(0, LOOKED_AT)) {
      const fake = dice.chance(0.05)
      const doubtful = !fake && dice.chance(0.04)
      await recordResult(context, {
        id,
        recordId,
        result: fake ? 'fake' : doubtful ? 'doubtful' : 'genuine',
        calls: 1,
        answers: { person: '本人', knowsDoctor: '知道', served: fake ? '没做过' : '做过', satisfied: '满意' },
        note: fake ? '电话核实：居民称当天没有人来做过' : null,
      })
    }
  }
}

/** The month before last is closed; of last month one is sent, one went back and the others are missing. */
async function sendReports(
  context: Context,
  { bureau, township }: Pick<DemoOfficers, 'bureau' | 'township'>,
): Promise<void> {
  const [, last, before] = periodsUpTo('month', context.today, 3)
  const send = async (period: { key: string; to: LocalDate }, unitCode: number) => {
    const id = demoId('report', `${period.key} ${unitCode}`)
    const at = as(context, township, addDays(period.to, 3), unitCode)
    await submitReport(at, { id, unitCode, period: period.key, remark: '核对后报送' })
    return id
  }
  for (const { code } of demoTownships) {
    const id = await send(before!, code)
    await decideReport(as(context, bureau, addDays(before!.to, 5)), { id, accepted: true })
  }
  const [first, second] = demoTownships
  await send(last!, first!.code)
  const returned = await send(last!, second!.code)
  await decideReport(as(context, bureau, addDays(last!.to, 4)), {
    id: returned,
    accepted: false,
    note: '履约人数比上月少，请核对后重报。',
  })
}

/** Last month's bulletin is out and being read, the next one is a draft; a notice of the bureau is out. */
async function writeBulletins(
  context: Context,
  { bureau, township, doctor, supervisor }: DemoOfficers,
): Promise<void> {
  const { unitCode } = context.viewer
  const [, last, before] = periodsUpTo('month', context.today, 3)
  const [dongling] = demoTownships
  for (const { key, to } of [before!, last!]) {
    const id = demoId('bulletin', key)
    const issued = addDays(to, 8)
    await draftBulletin(as(context, bureau, issued), { id, unitCode, month: key })
    if (key === last!.key) continue
    await publishBulletin(as(context, bureau, issued), { id })
    await acknowledgeBulletin(as(context, supervisor, addDays(issued, 1)), { id })
    await acknowledgeBulletin(as(context, township, addDays(issued, 1), dongling!.code), { id })
    await acknowledgeBulletin(as(context, doctor, addDays(issued, 3), dongling!.code), { id })
  }
  const notice = demoId('notice', 'quarter')
  const issued = startOfMonth(context.today)
  await writeNotice(as(context, bureau, issued), {
    id: notice,
    unitCode,
    title: `关于做好第${'一二三四'[quarterOf(context.today) - 1]}季度随访和签约服务的通知`,
    body: [
      '各乡镇卫生院、村卫生室：',
      `请于${yearOf(context.today)}年${Number(endOfMonth(context.today).slice(5, 7))}月底前完成本季度高血压、2型糖尿病患者面对面随访，外出的居民改用电话联系并注明去向。`,
      '逾期服务以工作站“服务工作清单”为准，完成一项、记录一项，不得事后集中补录。',
      context.viewer.unitName,
    ].join('\n'),
  })
  await publishBulletin(as(context, bureau, issued), { id: notice })
  await acknowledgeBulletin(as(context, township, addDays(issued, 1), dongling!.code), { id: notice })
}

/** A county's own sheet: a title over merged cells, a row for each township, and a total that is worked out in Excel. */
async function quarterWorkbook(): Promise<Buffer> {
  const percent = { numFmt: '0.00%' }
  const bold = { font: { bold: true } }
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '季报',
        columns: [8, 16, 12, 12, 12, 14, 12].map((width) => ({ width })),
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 6 },
          { startRow: 1, startCol: 0, endRow: 1, endCol: 6 },
          { startRow: 5, startCol: 0, endRow: 5, endCol: 6 },
        ],
        rows: [
          ['{{单位名称}}家庭医生签约服务{{报告期}}报表', ...Array(6).fill(null)],
          ['统计日 {{统计日}}　制表 {{制表日期}}', ...Array(6).fill(null)],
          ['序号', '单位', '常住人口', '签约人数', '签约率', '重点人群签约率', '履约率'],
          [
            '{{序号@下级}}',
            '{{单位@下级}}',
            '{{常住人口@下级}}',
            '{{签约人数@下级}}',
            '{{签约率@下级}}',
            '{{重点人群签约率@下级}}',
            '{{履约率@下级}}',
          ],
          ['合计', '', null, null, '{{签约率}}', '{{重点人群签约率}}', '{{履约率}}'],
          ['填报人：　　　　　　审核人：　　　　　　负责人：', ...Array(6).fill(null)],
        ],
        cells: new Map<string, object>([
          ['0,0', { style: { font: { bold: true, size: 16 }, alignment: { horizontal: 'center' } } }],
          ...[0, 1, 2, 3, 4, 5, 6].map((column): [string, object] => [`2,${column}`, { style: bold }]),
          ...[3, 4].flatMap((row) =>
            [4, 5, 6].map((column): [string, object] => [`${row},${column}`, { style: percent }]),
          ),
          ['4,2', { formula: 'SUM(C4:C4)', style: bold }],
          ['4,3', { formula: 'SUM(D4:D4)', style: bold }],
        ]),
      },
    ],
  })
  return Buffer.from(bytes)
}
