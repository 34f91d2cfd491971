import type { LocalDate } from '../days/local-date.ts'
import type { AgreementFieldName } from './document-fields.ts'
import type { FieldValues, FilledBlock, FilledRow, FilledTable } from './filled-document.ts'
import {
  dayOnPaper,
  frequencyOnPaper,
  sexOnPaper,
  termOnPaper,
  ticked,
  yuanOnPaper,
} from './on-paper-words.ts'
import type { AgreementOnPaper, FeeOnPaper } from './paper-facts.ts'
import { providerTexts } from './provider-fields.ts'
import { signatureTable } from './signatures.ts'

const kinds = { first: '首签', renewal: '续约', transfer: '改签', 'late-signing': '补签' }
const channels = { clinic: '门诊签约', home: '入户签约', online: '线上签约' }
const units = { household: '以户为单位', person: '个人' }

/** The value of every field an agreement text may name. */
export function agreementValues(agreement: AgreementOnPaper, printedOn: LocalDate): FieldValues {
  const { provider, signatory } = agreement
  const total = sumOfFees(agreement.members.map(({ fee }) => fee))
  const texts = {
    ...providerTexts(provider, printedOn),
    协议编号: agreement.number,
    生效日期: dayOnPaper(agreement.startsOn),
    到期日期: dayOnPaper(agreement.endsOn),
    签约期限: termOnPaper(agreement.termMonths),
    签约类型: kinds[agreement.kind],
    签约类型勾选: ticked(kinds, agreement.kind),
    签约方式: channels[agreement.signedVia],
    签约单位: units[agreement.unit],
    原协议到期日: agreement.previousEndsOn === null ? '' : dayOnPaper(agreement.previousEndsOn),
    签订日期: dayOnPaper(agreement.signedOn),
    签约代表: signatory.name,
    签约代表证件号: signatory.idNumber ?? '',
    签约代表电话: signatory.phone ?? '',
    家庭住址: signatory.address ?? '',
    成员人数: String(agreement.members.length),
    服务费合计: yuanOnPaper(totalFen(total)),
    医保支付: yuanOnPaper(total.insuranceFundFen),
    公卫支付: yuanOnPaper(total.publicHealthFundFen),
    政策减免: yuanOnPaper(total.policyReliefFen),
    机构承担: yuanOnPaper(total.institutionFen),
    其他补助: yuanOnPaper(total.otherFundsFen),
    个人支付: yuanOnPaper(total.residentFen),
    各方承担: paidByFunds(total),
  }
  const blocks = {
    双方信息: [bothSides(agreement)],
    成员表: [memberTable(agreement)],
    服务清单: [serviceTable(agreement)],
    费用表: [feeTable(agreement)],
    签字栏: [signatures(agreement)],
    终止栏: endBlock(agreement),
  }
  return { texts: texts satisfies Partial<Record<AgreementFieldName, string | null>>, blocks }
}

/** What each fund pays, with a comma after it, since what the resident pays follows; null when none pays anything. */
function paidByFunds(total: FeeOnPaper): string | null {
  const paying = FUNDS.filter(([fund]) => total[fund] > 0)
  if (paying.length === 0) return null
  return paying.map(([fund, , name]) => `${name}${yuanOnPaper(total[fund])}元，`).join('')
}

function bothSides({ provider, signatory, members, kind, previousEndsOn }: AgreementOnPaper): FilledTable {
  const team = provider.members.map(({ name, role }) => `${name}（${role}）`).join('、')
  const rows: FilledRow[] = [
    { cells: [head('甲方'), { text: provider.institution, span: 3, bold: true }] },
    pair('家庭医生团队', provider.teamName, '团队长', provider.leaderName),
    { cells: [head('团队成员'), { text: team, span: 3 }] },
    pair('服务电话', provider.servicePhone, '指导单位', provider.guidingInstitution),
    {
      cells: [
        head('乙方（签约代表）'),
        { text: signatory.name, bold: true },
        head('联系电话'),
        value(signatory.phone),
      ],
    },
    pair('身份证号', signatory.idNumber, '健康档案号', signatory.healthRecordNumber),
    pair('家庭住址', signatory.address, '签约人数', `${members.length} 人`),
  ]
  if (kind === 'renewal' && previousEndsOn !== null) {
    rows.push({ cells: [head('原协议到期日'), { text: dayOnPaper(previousEndsOn), span: 3 }] })
  }
  return {
    type: 'table',
    columns: [{ share: 21, align: 'centre' }, { share: 34 }, { share: 15, align: 'centre' }, { share: 30 }],
    header: null,
    rows,
  }
}

function pair(
  first: string,
  firstValue: string | null,
  second: string,
  secondValue: string | null,
): FilledRow {
  return { cells: [head(first), value(firstValue), head(second), value(secondValue)] }
}

function head(text: string) {
  return { text, align: 'centre' as const }
}

function value(text: string | null) {
  return { text: text ?? '' }
}

function memberTable({ members }: AgreementOnPaper): FilledTable {
  return {
    type: 'table',
    columns: [
      { share: 7, align: 'centre' },
      { share: 16 },
      { share: 13, align: 'centre' },
      { share: 8, align: 'centre' },
      { share: 18, align: 'centre' },
      { share: 24 },
      { share: 14, align: 'centre' },
    ],
    header: ['序号', '姓名', '与户主关系', '性别', '出生日期', '人群类型', '医疗保险'],
    rows: members.map((member, index) => ({
      cells: [
        { text: String(index + 1) },
        { text: member.name },
        { text: member.relation },
        { text: sexOnPaper(member.sex) },
        { text: member.birthDate },
        { text: member.populations.join('、') || '一般人群' },
        { text: member.insurance ?? '' },
      ],
    })),
  }
}

/**
 * Members who agreed to the same packages share one list, so that a family of six does not read it six times;
 * a package that several lists contain is named again with its items, because each list is what its people are owed.
 */
function serviceTable({ members }: AgreementOnPaper): FilledTable {
  const groups = new Map<
    string,
    { names: string[]; packages: AgreementOnPaper['members'][number]['packages'] }
  >()
  for (const { name, packages } of members) {
    const key = JSON.stringify(packages)
    const group = groups.get(key) ?? { names: [], packages }
    group.names.push(name)
    groups.set(key, group)
  }
  const rows = [...groups.values()].flatMap(({ names, packages }): FilledRow[] => [
    { cells: [{ text: `成员：${names.join('、')}`, span: 4, bold: true }] },
    ...packages.flatMap((agreed) =>
      agreed.items.map(
        (item, index): FilledRow => ({
          cells: [
            { text: index === 0 ? agreed.name : '' },
            { text: item.name },
            { text: frequencyOnPaper(item) },
            { text: index === 0 ? (agreed.feeFen === 0 ? '免费' : yuanOnPaper(agreed.feeFen)) : '' },
          ],
        }),
      ),
    ),
  ])
  return {
    type: 'table',
    columns: [{ share: 28 }, { share: 42 }, { share: 16, align: 'centre' }, { share: 14, align: 'right' }],
    header: ['服务包', '服务项目', '次数', '每人价格（元）'],
    rows,
  }
}

/** Who pays beside the resident, as a column's head and in a sentence. */
const FUNDS = [
  ['insuranceFundFen', '医保基金', '医保基金'],
  ['publicHealthFundFen', '公卫经费', '基本公共卫生经费'],
  ['policyReliefFen', '政策减免', '政策减免'],
  ['institutionFen', '签约机构', '签约机构承担'],
  ['otherFundsFen', '其他补助', '其他补助'],
] as const

/** Who pays what: a column for each fund that pays anything, the resident and the sum. */
function feeTable({ members }: AgreementOnPaper): FilledTable {
  const sum = sumOfFees(members.map(({ fee }) => fee))
  const funds = FUNDS.filter(([fund]) => sum[fund] > 0)
  const amounts = (fee: FeeOnPaper) =>
    [...funds.map(([fund]) => fee[fund]), fee.residentFen, totalFen(fee)].map((fen) => ({
      text: yuanOnPaper(fen),
    }))
  const total = amounts(sum).map((cell) => ({ ...cell, bold: true }))
  const share = Math.floor(80 / (funds.length + 2))
  return {
    type: 'table',
    columns: [
      { share: 100 - share * (funds.length + 2) },
      ...total.map(() => ({ share, align: 'right' as const })),
    ],
    header: ['成员（元）', ...funds.map(([, head]) => head), '个人支付', '合计'],
    rows: [
      ...members.map((member) => ({ cells: [{ text: member.name }, ...amounts(member.fee)] })),
      { cells: [{ text: '合计', bold: true, align: 'centre' as const }, ...total] },
    ],
  }
}

function signatures({ signedOn, provider, signatory }: AgreementOnPaper): FilledTable {
  const date = `日期：${dayOnPaper(signedOn)}`
  return signatureTable([
    { title: `甲方（盖章）：${provider.institution}`, signer: '团队长（签字）：', date },
    { title: `乙方（签约代表）：${signatory.name}`, signer: '签字（手印）：', date },
  ])
}

/** 终止栏: filled in when the agreement ends, blank until then. */
function endBlock({ terminated }: AgreementOnPaper): FilledBlock[] {
  const on = terminated === null ? '　　　　年　　月　　日' : dayOnPaper(terminated.on)
  return [
    { type: 'heading', runs: [{ text: '协议终止记录', bold: false }] },
    {
      type: 'table',
      columns: [{ share: 17, align: 'centre' }, { share: 33 }, { share: 17, align: 'centre' }, { share: 33 }],
      header: null,
      rows: [
        {
          cells: [head('终止日期'), { text: on }, head('终止原因'), { text: terminated?.reason ?? '' }],
          minHeightMm: 9,
        },
        { cells: [head('甲方签字'), { text: '' }, head('乙方签字'), { text: '' }], minHeightMm: 12 },
      ],
    },
  ]
}

function totalFen(fee: FeeOnPaper): number {
  return (
    fee.insuranceFundFen +
    fee.publicHealthFundFen +
    fee.policyReliefFen +
    fee.institutionFen +
    fee.otherFundsFen +
    fee.residentFen
  )
}

function sumOfFees(fees: readonly FeeOnPaper[]): FeeOnPaper {
  const sum = (part: keyof FeeOnPaper) => fees.reduce((total, fee) => total + fee[part], 0)
  return {
    insuranceFundFen: sum('insuranceFundFen'),
    publicHealthFundFen: sum('publicHealthFundFen'),
    policyReliefFen: sum('policyReliefFen'),
    institutionFen: sum('institutionFen'),
    otherFundsFen: sum('otherFundsFen'),
    residentFen: sum('residentFen'),
  }
}
