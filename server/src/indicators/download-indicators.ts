import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { downloadIndicatorResidents, downloadIndicators } from '@qianyue/api/indicators.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { populationsIn } from '@qianyue/domain/indicators/flags.ts'
import { type IndicatorDefinition, type IndicatorPart, isIn } from '@qianyue/domain/indicators/indicator.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { populationWords } from '@qianyue/domain/populations/population.ts'
import type { Context } from '../http/context.ts'
import { type Cell, PERCENT, rateCell, type Sheet } from '../http/workbook.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { namesWanted } from './list-indicator-residents.ts'
import { figuresOf, indicatorHere, knownIndicator } from './list-indicators.ts'
import { type After, type NamesWanted, residentsBehind } from './residents.queries.ts'

const PAGE = 1000
const sexes = { male: '男', female: '女', unknown: '未说明' } as const

/** The table of figures as it is on screen, with what each means. */
export async function indicatorsSheet(
  context: Context,
  request: RequestOf<typeof downloadIndicators>,
): Promise<Sheet> {
  const figures = await figuresOf(context, request)
  const [own] = figures
  return {
    name: '指标表',
    fileName: `指标表 ${own!.placeName} ${own!.populationOn}`,
    about: [
      ['指标表', own!.placeName],
      ['统计日', own!.populationOn],
      ['口径', '比率按未四舍五入的值与目标比较，显示两位小数；分母为0的不适用。'],
    ],
    columns: [
      { header: '单位', width: 24 },
      { header: '指标', width: 22 },
      { header: '分子', width: 10 },
      { header: '分母', width: 10 },
      { header: '指标值', width: 10, numFmt: PERCENT },
      { header: '目标', width: 10, numFmt: PERCENT },
      { header: '达标', width: 8 },
      { header: '离目标还差', width: 12 },
      { header: '计量', width: 8 },
      { header: '指标定义', width: 80 },
      { header: '目标依据', width: 24 },
    ],
    rows: figures.map((figure): Cell[] => [
      figure.placeName,
      figure.name,
      figure.numerator,
      figure.denominator,
      rateCell(figure),
      figure.target === null ? null : figure.target / 100,
      figure.meetsTarget == null ? '' : figure.meetsTarget ? '达标' : '未达标',
      figure.shortfall,
      knownIndicator(figure.code).unit === 'person' ? '人' : '户',
      figure.definition,
      figure.targetSource ?? '',
    ]),
  }
}

/** The names behind a figure, all of them. */
export async function residentsSheet(
  context: Context,
  request: RequestOf<typeof downloadIndicatorResidents>,
): Promise<Sheet> {
  const wanted = namesWanted(context, request)
  const indicator = await indicatorHere(context, request.code)
  const [figure] = await figuresOf(context, {
    ...(request.orgId === undefined ? {} : { orgId: request.orgId }),
    code: [request.code],
    below: false,
  })
  const part = partWords(indicator, request.part)
  context.note({ subject: `indicator ${request.code} ${request.part} workbook` })
  return {
    name: '名单',
    fileName: `${indicator.name} ${part} ${figure!.placeName} ${figure!.populationOn}`,
    about: [
      [indicator.name, `${figure!.placeName}　${part}`],
      ['统计日', figure!.populationOn],
      ['口径', indicator.definition],
      ['分子/分母', `${figure!.numerator} / ${figure!.denominator}　${percentText(figure!)}`],
    ],
    columns: [
      { header: '村', width: 16 },
      { header: '姓名', width: 12 },
      { header: '性别', width: 6 },
      { header: '年龄', width: 6 },
      { header: '证件号码', width: 22 },
      { header: '电话', width: 16 },
      { header: '住址', width: 30 },
      { header: '人群', width: 28 },
      { header: '包户医生', width: 12 },
      { header: '是否计入', width: 14 },
    ],
    rows: nameRows(context, wanted, indicator),
  }
}

async function* nameRows(
  context: Context,
  wanted: NamesWanted,
  { counted, missing }: IndicatorDefinition,
): AsyncGenerator<Cell[]> {
  const { ages } = await policyAt(context.db, context.today)
  let after: After | null = null
  for (;;) {
    const page = await residentsBehind(context, wanted, after, PAGE)
    for (const person of page) {
      yield [
        person.villageName,
        person.name,
        sexes[person.sex],
        ageYearsOn(context.today, person.birthDate),
        person.idNumberMasked,
        person.phoneMasked,
        person.address,
        populationsIn(person.populationBits)
          .map((population) => populationWords(population, ages))
          .join('、'),
        person.doctorName,
        isIn(person, wanted.code, 'numerator') ? counted : missing,
      ]
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = last
  }
}

function partWords({ counted, missing }: IndicatorDefinition, part: IndicatorPart): string {
  if (part === 'denominator') return '全部名单'
  return part === 'numerator' ? counted : missing
}
