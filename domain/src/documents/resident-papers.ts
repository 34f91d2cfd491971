import { ageMonthsOn, ageYearsOn, type LocalDate } from '../days/local-date.ts'
import type { AgreedItem } from '../residents/resident-facts.ts'
import type { FieldValues, FilledBlock } from './filled-document.ts'
import { addressedAs, dayOnPaper, frequencyOnPaper, sexOnPaper, termOnPaper } from './on-paper-words.ts'
import type { PackageOnPaper, ProviderOnPaper, ResidentOnPaper } from './paper-facts.ts'
import { providerTexts, teamTable } from './provider-fields.ts'

/** What the cards and the letter of one resident say. */
export type ResidentPaper = {
  provider: ProviderOnPaper
  resident: ResidentOnPaper
  /** 责任医生, one of the staff; null when nobody answers for the resident. */
  doctorId: string | null
  /** Null for a resident without an agreement: the papers then leave its lines blank. */
  agreement: {
    number: string
    startsOn: LocalDate
    endsOn: LocalDate
    termMonths: number
    packages: readonly PackageOnPaper[]
  } | null
  /** Opaque number of the service card; says nothing about the person. */
  cardCode: string | null
}

/** Signature lines that fill the right half of the folded sheet. */
const SERVICE_CARD_LINES = 20

/** Members that fit on a contact card of 90 × 54 mm. */
const CONTACT_CARD_MEMBERS = 3

export function serviceCardValues(paper: ResidentPaper, printedOn: LocalDate): FieldValues {
  return {
    texts: residentTexts(paper, printedOn),
    blocks: {
      二维码: qr(paper, 32),
      卡片信息: [{ type: 'beside', left: [cardTable(paper)], right: qr(paper, 30), rightMm: 34 }],
      团队联系表: [teamTable(paper.provider, paper.doctorId, 4)],
      应享服务: [servicesInTwoColumns(paper)],
      服务记录格: [signatureGrid()],
    },
  }
}

export function contactCardValues(paper: ResidentPaper, printedOn: LocalDate): FieldValues {
  return {
    texts: residentTexts(paper, printedOn),
    blocks: { 团队联系表: [teamTable(paper.provider, paper.doctorId, CONTACT_CARD_MEMBERS)] },
  }
}

export function residentLetterValues(paper: ResidentPaper, printedOn: LocalDate): FieldValues {
  return {
    texts: residentTexts(paper, printedOn),
    blocks: {
      团队联系表: [teamTable(paper.provider, paper.doctorId, 6)],
      应享服务: [servicesInLines(paper)],
    },
  }
}

function residentTexts({ provider, resident, agreement }: ResidentPaper, printedOn: LocalDate) {
  const ageYears = ageYearsOn(printedOn, resident.birthDate)
  return {
    ...providerTexts(provider, printedOn),
    协议编号: agreement?.number ?? '',
    生效日期: agreement === null ? '' : dayOnPaper(agreement.startsOn),
    到期日期: agreement === null ? '' : dayOnPaper(agreement.endsOn),
    签约期限: agreement === null ? '' : termOnPaper(agreement.termMonths),
    居民姓名: resident.name,
    居民称呼: addressedAs(resident.name, resident.sex, ageYears),
    性别: sexOnPaper(resident.sex),
    年龄: ageYears < 3 ? `${ageMonthsOn(printedOn, resident.birthDate)}个月` : `${ageYears}岁`,
    出生日期: dayOnPaper(resident.birthDate),
    居民电话: resident.phone ?? '',
    家庭住址: resident.address ?? '',
    村居名称: resident.villageName,
    健康档案号: resident.healthRecordNumber ?? '',
    重点人群: resident.populations.join('、') || '一般人群',
    服务包名称: agreement?.packages.map(({ name }) => name).join('、') ?? '',
  }
}

function qr({ cardCode }: ResidentPaper, sizeMm: number): FilledBlock[] {
  if (cardCode === null) return []
  return [{ type: 'qr', content: cardCode, caption: cardCode, sizeMm }]
}

function cardTable({ provider, resident, agreement }: ResidentPaper): FilledBlock {
  const rows: [string, string][] = [
    ['姓名', `${resident.name}　${sexOnPaper(resident.sex)}`],
    ['住址', resident.address ?? resident.villageName],
    ['签约团队', `${provider.teamName}（团队长 ${provider.leaderName}）`],
    ['签约机构', provider.institution],
    ['协议编号', agreement?.number ?? ''],
    [
      '有效期',
      agreement === null ? '' : `${dayOnPaper(agreement.startsOn)} 至 ${dayOnPaper(agreement.endsOn)}`,
    ],
  ]
  return {
    type: 'table',
    columns: [{ share: 24, align: 'centre' }, { share: 76 }],
    header: null,
    rows: rows.map(([name, text]) => ({ cells: [{ text: name }, { text }] })),
  }
}

/** 应享服务: one line a service in the packages' order; where two packages name it, the more frequent one is owed. */
function owedServices({ agreement }: ResidentPaper): (AgreedItem & { name: string })[] {
  const owed = new Map<string, AgreedItem & { name: string }>()
  for (const item of agreement?.packages.flatMap(({ items }) => items) ?? []) {
    const before = owed.get(item.name)
    if (before === undefined || timesAYear(item) > timesAYear(before)) owed.set(item.name, item)
  }
  return [...owed.values()]
}

/** For a card: as many as fit beside each other. */
function servicesInTwoColumns(paper: ResidentPaper): FilledBlock {
  const cells = owedServices(paper).map((item) => ({ text: `${item.name}（${frequencyOnPaper(item)}）` }))
  const blank = { text: '' }
  const rows = Array.from({ length: Math.max(1, Math.ceil(cells.length / 2)) }, (_, row) => ({
    cells: [cells[row * 2] ?? blank, cells[row * 2 + 1] ?? blank],
  }))
  return { type: 'table', columns: [{ share: 50 }, { share: 50 }], header: null, rows }
}

/** For large type: one a line. */
function servicesInLines(paper: ResidentPaper): FilledBlock {
  const rows = owedServices(paper).map((item) => ({
    cells: [{ text: item.name }, { text: frequencyOnPaper(item) }],
  }))
  const columns = [{ share: 70 }, { share: 30, align: 'centre' as const }]
  return { type: 'table', columns, header: ['服务', '次数'], rows }
}

function timesAYear({ times, every }: AgreedItem): number {
  return times * { month: 12, quarter: 4, 'half-year': 2, year: 1, term: 1, 'on-need': 0 }[every]
}

function signatureGrid(): FilledBlock {
  return {
    type: 'table',
    columns: [
      { share: 8, align: 'centre' },
      { share: 20 },
      { share: 30 },
      { share: 16 },
      { share: 16 },
      { share: 10 },
    ],
    header: ['次', '服务日期', '服务内容', '医生签字', '居民签字', '满意'],
    rows: Array.from({ length: SERVICE_CARD_LINES }, (_, index) => ({
      cells: [{ text: String(index + 1) }, ...Array.from({ length: 5 }, () => ({ text: '' }))],
      minHeightMm: 7.6,
    })),
  }
}
