import type { LocalDate } from '../days/local-date.ts'
import type { FilledBlock } from './filled-document.ts'
import { dayOnPaper } from './on-paper-words.ts'
import type { ProviderOnPaper } from './paper-facts.ts'

/** The fields about the institution and the team, the same on every paper. */
export function providerTexts(provider: ProviderOnPaper, printedOn: LocalDate) {
  return {
    县区名称: provider.countyName,
    甲方机构: provider.institution,
    机构地址: provider.institutionAddress ?? '',
    团队名称: provider.teamName,
    团队长: provider.leaderName,
    团队成员: provider.members.map(({ name, role }) => `${name}（${role}）`).join('、'),
    服务电话: provider.servicePhone ?? '',
    服务时间: provider.serviceHours ?? '',
    指导单位: provider.guidingInstitution ?? '上级指导单位',
    打印日期: dayOnPaper(printedOn),
  }
}

/** 团队联系表: of a large team the leader and the resident's own doctor come before all others. */
export function teamTable(
  { members }: ProviderOnPaper,
  doctorId: string | null,
  atMost: number,
): FilledBlock {
  const [leader, ...others] = members
  const ownFirst = [
    ...(leader ? [leader] : []),
    ...others.filter(({ staffId }) => staffId === doctorId),
    ...others.filter(({ staffId }) => staffId !== doctorId),
  ]
  return {
    type: 'table',
    columns: [{ share: 32 }, { share: 28 }, { share: 40 }],
    header: null,
    rows: ownFirst
      .slice(0, atMost)
      .map(({ name, role, phone }) => ({ cells: [{ text: role }, { text: name }, { text: phone ?? '' }] })),
  }
}
