import type { LocalDate } from '../days/local-date.ts'
import type { FilledBlock } from '../documents/filled-document.ts'
import { dayOnPaper } from '../documents/on-paper-words.ts'
import { type SlotPlan, slotWords } from './slots.ts'

type InvitationList = SlotPlan & {
  readonly villageName: string
  readonly heldOn: LocalDate
  readonly place: string
  readonly invitees: readonly {
    readonly slot: number
    readonly name: string
    readonly ageYears: number
    readonly address: string
    readonly phoneMasked: string | null
  }[]
}

/** 体检邀请名单 for the door and the telephone: by slot, with room to write. */
export function invitationList(list: InvitationList): FilledBlock[] {
  return [
    { type: 'title', runs: [{ text: `${list.villageName}集中体检邀请名单`, bold: true }] },
    {
      type: 'paragraph',
      placed: 'flush',
      runs: [
        {
          text: `日期：${dayOnPaper(list.heldOn)}　地点：${list.place}　共 ${list.invitees.length} 人。请空腹，带身份证和近期用药。`,
          bold: false,
        },
      ],
    },
    {
      type: 'table',
      columns: [{ share: 3 }, { share: 2 }, { share: 1 }, { share: 5 }, { share: 3 }, { share: 2 }],
      header: ['时段', '姓名', '年龄', '住址', '电话', '签到'],
      rows: list.invitees.map(({ slot, name, ageYears, address, phoneMasked }) => ({
        minHeightMm: 8,
        cells: [slotWords(list, slot), name, String(ageYears), address, phoneMasked ?? '', ''].map(
          (text) => ({ text }),
        ),
      })),
    },
  ]
}
