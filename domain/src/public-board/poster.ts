import { BLANK, type FilledBlock, headingOf } from '../documents/filled-document.ts'
import { frequencyOnPaper } from '../documents/on-paper-words.ts'
import type { AgreedItem } from '../residents/resident-facts.ts'
import { serviceName } from '../services/services.ts'
import { type TeamRole, teamRoles } from '../teams/team.ts'

/** What a village's public board (公示栏) says. */
export type PublicBoard = {
  villageName: string
  clinicName: string
  clinicPhone: string | null
  address: string | null
  /** 服务时间 as it is to stand on the wall; null leaves a line to write on. */
  hours: string | null
  /** 监督电话, of the bureau. */
  complaintPhone: string | null
  /** 投诉与建议: where anybody may write without an account. */
  complaintAddress: string
  teams: readonly {
    name: string
    phone: string | null
    members: readonly { name: string; role: TeamRole; leads: boolean }[]
  }[]
  /** What a basic package owes each signed resident. */
  items: readonly AgreedItem[]
}

/**
 * 公示: team, duties, items, hotline and hours, on one sheet for the wall of a village clinic. Nothing of any resident
 * stands on it. What is not known is left to be written in. Source: contract-policy.md §4 (公示), S0 篇6.
 */
export function posterBlocks(board: PublicBoard): FilledBlock[] {
  const rows = board.teams.flatMap(({ members }) => members)
  const phones = [...new Set(board.teams.flatMap(({ phone }) => phone ?? []))]
  return [
    { type: 'title', runs: [{ text: `${board.villageName}家庭医生签约服务公示`, bold: true }] },
    headingOf('签约服务团队'),
    {
      type: 'table',
      columns: [{ share: 2 }, { share: 2 }, { share: 3 }],
      header: ['姓名', '团队职务', '职责'],
      rows: rows.map(({ name, role, leads }) => ({
        cells: [
          { text: name },
          { text: `${teamRoles[role]}${leads ? '（团队长）' : ''}` },
          { text: dutyOf(role, leads) },
        ],
      })),
    },
    headingOf('免费签约服务项目'),
    {
      type: 'table',
      columns: [{ share: 3 }, { share: 2 }],
      header: ['项目', '次数'],
      rows: board.items.map((item) => ({
        cells: [{ text: serviceName(item.service) }, { text: frequencyOnPaper(item) }],
      })),
    },
    headingOf('联系方式'),
    {
      type: 'table',
      columns: [{ share: 1 }, { share: 3 }],
      header: null,
      rows: [
        ['服务地点', [board.clinicName, board.address].filter(Boolean).join('　')],
        ['服务时间', board.hours ?? BLANK],
        ['签约电话', [...phones, board.clinicPhone].filter(Boolean).join('、') || BLANK],
        ['监督电话', board.complaintPhone ?? BLANK],
        ['投诉与建议', board.complaintAddress],
      ].map(([label, text]) => ({ cells: [{ text: label!, bold: true }, { text: text! }] })),
    },
    { type: 'qr', content: board.complaintAddress, caption: '扫码投诉、提建议', sizeMm: 28 },
  ]
}

function dutyOf(role: TeamRole, leads: boolean): string {
  if (leads) return '团队第一责任人，负责签约与服务质量'
  return duties[role] ?? '按团队分工提供服务'
}

/** What each of the four who are in every team is there for. Source: contract-policy.md §3. */
const duties: Partial<Record<TeamRole, string>> = {
  'family-doctor': '诊疗、转诊与用药指导',
  'village-doctor': '日常随访、上门服务、健康教育',
  nurse: '护理、测量与健康指导',
  'public-health': '健康档案与公共卫生服务',
}
