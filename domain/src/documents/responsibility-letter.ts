import { type LocalDate, yearOf } from '../days/local-date.ts'
import type { FieldValues, FilledBlock } from './filled-document.ts'
import { dayOnPaper } from './on-paper-words.ts'
import { signatureTable } from './signatures.ts'

/** What a responsibility letter says of one doctor and the households that the doctor answers for (包户). */
export type ResponsibilityLetter = {
  countyName: string
  /** Who assesses: the township's institution. */
  institution: string
  institutionAddress: string | null
  institutionPhone: string | null
  doctor: {
    name: string
    qualification: string | null
    licenceNumber: string | null
    phone: string | null
    unitName: string
  }
  /** 责任区域, a line a village. */
  villages: readonly {
    name: string
    households: number
    persons: number
    /** With an agreement in force today. */
    signedHouseholds: number
    signedPersons: number
  }[]
  startsOn: LocalDate
  endsOn: LocalDate
}

/** 签约服务责任书 between the township's institution and a village doctor. Source: requirement R114 (S2 篇四). */
export function responsibilityLetterValues(letter: ResponsibilityLetter, printedOn: LocalDate): FieldValues {
  const { doctor, villages } = letter
  const sum = (of: 'households' | 'persons' | 'signedHouseholds' | 'signedPersons') =>
    String(villages.reduce((all, village) => all + village[of], 0))
  return {
    texts: {
      县区名称: letter.countyName,
      甲方机构: letter.institution,
      机构地址: letter.institutionAddress ?? '',
      机构电话: letter.institutionPhone ?? '',
      医生姓名: doctor.name,
      资质: doctor.qualification ?? '',
      执业证号: doctor.licenceNumber ?? '',
      执业机构: doctor.unitName,
      医生电话: doctor.phone ?? '',
      责任年度: `${yearOf(letter.startsOn)}年`,
      起始日期: dayOnPaper(letter.startsOn),
      截止日期: dayOnPaper(letter.endsOn),
      负责村居: villages.map(({ name }) => name).join('、'),
      负责户数: sum('households'),
      负责人数: sum('persons'),
      签约户数: sum('signedHouseholds'),
      签约人数: sum('signedPersons'),
      打印日期: dayOnPaper(printedOn),
    },
    blocks: { 责任区域表: [areaTable(letter, sum)], 责任书签字栏: [signatures(letter)] },
  }
}

function areaTable(
  { villages }: ResponsibilityLetter,
  sum: (of: 'households' | 'persons' | 'signedHouseholds' | 'signedPersons') => string,
): FilledBlock {
  const columns = ['households', 'persons', 'signedHouseholds', 'signedPersons'] as const
  const rows = villages.map((village) => ({
    cells: [{ text: village.name }, ...columns.map((column) => ({ text: String(village[column]) }))],
  }))
  const total = { cells: [{ text: '合计', bold: true }, ...columns.map((column) => ({ text: sum(column) }))] }
  // Nobody has been given households yet: two lines to write on.
  const blank = { cells: Array.from({ length: 5 }, () => ({ text: '' })), minHeightMm: 9 }
  return {
    type: 'table',
    columns: [{ share: 32 }, ...columns.map(() => ({ share: 17, align: 'centre' as const }))],
    header: ['村（社区）', '包户户数', '包户人数', '已签约户数', '已签约人数'],
    rows: villages.length === 0 ? [blank, blank] : villages.length === 1 ? rows : [...rows, total],
  }
}

function signatures({ institution, doctor }: ResponsibilityLetter): FilledBlock {
  const date = '　　　　年　　月　　日'
  return signatureTable([
    { title: `甲方（盖章）：${institution}`, signer: '负责人（签字）：', date },
    { title: `乙方：${doctor.name}`, signer: '签字（手印）：', date },
  ])
}
