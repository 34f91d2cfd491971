import { ageYearsOn, type LocalDate } from '../days/local-date.ts'
import { type FilledBlock, type FilledRow, headingOf } from '../documents/filled-document.ts'
import { dayOnPaper, sexOnPaper } from '../documents/on-paper-words.ts'
import { personalInformation } from '../forms/health-record/personal-information.ts'
import { formatRecordNumber } from '../residents/health-record-number.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { recordSheet, type SheetRecord } from '../service-records/record-sheet.ts'
import type { Allergy, HealthProblem, Medicine } from './derived-lists.ts'
import type { Measurement } from './measurements.ts'

/** Everything that the papers of a health record say. */
export type RecordOnPaper = {
  number: string | null
  name: string
  sex: Sex
  birthDate: LocalDate
  idNumber: string | null
  phone: string | null
  contactName: string | null
  contactPhone: string | null
  ethnicity: string | null
  residency: 'registered' | 'non-registered'
  address: string
  registeredAddress: string
  townshipName: string
  villageName: string
  openedOn: LocalDate | null
  openedAtName: string
  openedByName: string | null
  keptByName: string
  keptByPhone: string | null
  responsibleName: string | null
  responsiblePhone: string | null
  teamName: string | null
  blood: string
  populations: readonly string[]
  problems: readonly HealthProblem[]
  medicines: readonly Medicine[]
  allergies: readonly Allergy[]
  measurements: readonly Measurement[]
  services: readonly { on: LocalDate; name: string; performedByName: string | null }[]
}

/** 居民健康档案封面. Source: public-health-spec.md §2.2. */
export function coverPaper(record: RecordOnPaper): FilledBlock[] {
  const number = record.number ?? ''
  const digits =
    number.length === 17
      ? [number.slice(0, 6), number.slice(6, 9), number.slice(9, 12), number.slice(12)]
      : []
  return [
    space,
    {
      type: 'table',
      columns: [{ share: 34 }, { share: 18, align: 'right' }, { share: 48, align: 'centre' }],
      header: null,
      rows: [{ cells: [{ text: '' }, { text: '编号' }, { text: spaced(digits), bold: true }] }],
    },
    space,
    space,
    { type: 'title', runs: [{ text: '居 民 健 康 档 案', bold: true }] },
    space,
    space,
    lines([
      ['姓　　名', record.name],
      ['现 住 址', record.address],
      ['户籍地址', record.registeredAddress],
      ['联系电话', record.phone ?? ''],
      ['乡镇（街道）名称', record.townshipName],
      ['村（居）委会名称', record.villageName],
    ]),
    space,
    space,
    lines([
      ['建档单位', record.openedAtName],
      ['建 档 人', record.openedByName ?? ''],
      ['责任医生', record.responsibleName ?? ''],
      ['建档日期', record.openedOn === null ? '' : dayOnPaper(record.openedOn)],
    ]),
  ]
}

/** 居民健康档案信息卡, front and back, as the resident carries it. Source: public-health-spec.md §2.2. */
export function cardPaper(record: RecordOnPaper): FilledBlock[] {
  const diseases = record.problems.filter(({ isLasting }) => isLasting).map(({ name }) => name)
  const allergies = record.allergies.filter(({ kind }) => kind === 'allergy').map(({ name }) => name)
  return [
    { type: 'title', runs: [{ text: '居民健康档案信息卡', bold: true }] },
    pairs([
      [
        ['姓名', record.name],
        ['性别', sexOnPaper(record.sex)],
      ],
      [
        ['出生日期', dayOnPaper(record.birthDate)],
        ['血型', record.blood],
      ],
      [['健康档案编号', record.number === null ? '' : formatRecordNumber(record.number)]],
      [['慢性病患病情况', diseases.join('、') || '无']],
      [['过敏史', allergies.join('、') || '无']],
      [['家庭住址', record.address]],
      [
        ['本人电话', record.phone ?? ''],
        ['紧急联系人', [record.contactName, record.contactPhone].filter(Boolean).join(' ')],
      ],
      [
        ['建档机构', record.keptByName],
        ['机构电话', record.keptByPhone ?? ''],
      ],
      [
        ['责任医生', record.responsibleName ?? ''],
        ['医生电话', record.responsiblePhone ?? ''],
      ],
    ]),
  ]
}

/** 个人基本信息表 with what the register knows at its head. */
export function informationPaper(record: RecordOnPaper, sheet: SheetRecord): FilledBlock[] {
  const [title, , body, foot] = recordSheet(personalInformation, sheet)
  return [
    title!,
    pairs([
      [
        ['姓名', record.name],
        ['编号', record.number === null ? '' : formatRecordNumber(record.number).slice(-9)],
      ],
      [
        ['性别', sexOnPaper(record.sex)],
        ['出生日期', record.birthDate.replaceAll('-', '')],
      ],
      [
        ['身份证号', record.idNumber ?? ''],
        ['本人电话', record.phone ?? ''],
      ],
      [
        ['联系人姓名', record.contactName ?? ''],
        ['联系人电话', record.contactPhone ?? ''],
      ],
      [
        ['常住类型', choice(record.residency === 'registered' ? 1 : 2, ['户籍', '非户籍'])],
        ['民族', ethnicityOnPaper(record.ethnicity)],
      ],
    ]),
    body!,
    foot!,
  ]
}

/** 首页: what a doctor has to know before anything else, on one page. */
export function frontPaper(record: RecordOnPaper, printedOn: LocalDate): FilledBlock[] {
  const current = record.medicines.filter(({ isCurrent }) => isCurrent)
  return [
    { type: 'title', runs: [{ text: '居民健康档案首页', bold: true }] },
    pairs([
      [
        ['姓名', record.name],
        ['档案编号', record.number === null ? '' : formatRecordNumber(record.number)],
      ],
      [
        [
          '性别、年龄',
          `${sexOnPaper(record.sex)}　${ageYearsOn(printedOn, record.birthDate)}岁（${record.birthDate}）`,
        ],
        ['身份证号', record.idNumber ?? ''],
      ],
      [
        ['本人电话', record.phone ?? ''],
        ['联系人', [record.contactName, record.contactPhone].filter(Boolean).join(' ')],
      ],
      [
        ['现住址', record.address],
        ['血型', record.blood],
      ],
      [
        ['管理机构', record.keptByName],
        ['责任医生', record.responsibleName ?? ''],
      ],
      [
        ['建档日期', record.openedOn ?? ''],
        ['签约团队', record.teamName ?? '未签约'],
      ],
      [['重点人群', record.populations.join('、') || '一般人群']],
      [['过敏与不良反应', record.allergies.map(allergyOnPaper).join('、') || '无']],
    ]),
    headingOf('主要健康问题'),
    table(
      [34, 20, 16, 30],
      ['问题', '确诊时间', '管理', '出处'],
      record.problems.map(({ name, since, managed, source }) => [
        name,
        since ?? '',
        managed ? '在管' : '',
        source === null ? '人群名册' : `${source.formName} ${source.on}`,
      ]),
    ),
    headingOf('目前用药'),
    table(
      [28, 32, 12, 28],
      ['药物', '用法', '依从性', '出处'],
      current.map(({ name, use, adherence, source }) => [
        name,
        use,
        adherence,
        `${source.formName} ${source.on}`,
      ]),
    ),
    headingOf('最近测量'),
    table(
      [28, 20, 20, 32],
      ['指标', '数值', '日期', '目标'],
      record.measurements.flatMap(({ unit, series }) =>
        series.map(({ name, below, points }) => {
          const last = points.at(-1)!
          return [name, `${last.value} ${unit}`, last.on, below === null ? '' : `低于 ${below} ${unit}`]
        }),
      ),
    ),
    headingOf('最近服务'),
    table(
      [20, 50, 30],
      ['日期', '服务', '医生'],
      record.services.map(({ on, name, performedByName }) => [on, name, performedByName ?? '']),
    ),
    {
      type: 'paragraph',
      placed: 'right',
      runs: [{ text: `打印日期 ${dayOnPaper(printedOn)}`, bold: false }],
    },
  ]
}

const space: FilledBlock = { type: 'paragraph', placed: 'flush', runs: [{ text: '　', bold: false }] }

function allergyOnPaper({ name, kind }: Allergy): string {
  return kind === 'allergy' ? name : `${name}（不良反应）`
}

/** Label and value, one a line, as the cover has them. */
function lines(rows: readonly [string, string][]): FilledBlock {
  return {
    type: 'table',
    columns: [{ share: 32, align: 'right' }, { share: 68 }],
    header: null,
    rows: rows.map(([name, text]) => ({ cells: [{ text: name }, { text }], minHeightMm: 11 })),
  }
}

type Pair = readonly [label: string, text: string]

/** One or two boxes a row. */
function pairs(rows: readonly (readonly [Pair] | readonly [Pair, Pair])[]): FilledBlock {
  return {
    type: 'table',
    columns: [{ share: 17 }, { share: 33 }, { share: 17 }, { share: 33 }],
    header: null,
    rows: rows.map(([first, second]): FilledRow => {
      if (second === undefined) return { cells: [{ text: first[0] }, { text: first[1], span: 3 }] }
      return { cells: [{ text: first[0] }, { text: first[1] }, { text: second[0] }, { text: second[1] }] }
    }),
  }
}

function table(
  shares: readonly number[],
  header: readonly string[],
  rows: readonly (readonly string[])[],
): FilledBlock {
  const shown = rows.length > 0 ? rows : [['无', ...Array.from({ length: header.length - 1 }, () => '')]]
  return {
    type: 'table',
    columns: shares.map((share) => ({ share })),
    header,
    rows: shown.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
  }
}

function choice(chosen: number, options: readonly string[]): string {
  return options.map((name, index) => `${index + 1 === chosen ? '■' : '□'}${index + 1} ${name}`).join('  ')
}

/** 01 汉族 or 99 少数民族 with its name. Source: public-health-spec.md §2.3. */
function ethnicityOnPaper(ethnicity: string | null): string {
  if (ethnicity === null || ethnicity === '') return '□01 汉族  □99 少数民族'
  const isHan = ethnicity.startsWith('汉')
  return isHan ? '■01 汉族  □99 少数民族' : `□01 汉族  ■99 少数民族 ${ethnicity}`
}

function spaced(groups: readonly string[]): string {
  return groups.map((group) => [...group].join(' ')).join(' － ')
}
