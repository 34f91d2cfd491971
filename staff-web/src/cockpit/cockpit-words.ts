import type { getCockpit } from '@qianyue/api/cockpit.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'

export type Cockpit = ReplyOf<typeof getCockpit>
export type CockpitPlace = Cockpit['own']

/** 较上月末 in percentage points; empty where it was not counted. */
export function changeWords(
  { code, value }: { code: string; value: number | null },
  { lastMonth }: { lastMonth: readonly { code: string; value: number | null }[] },
): string {
  const before = lastMonth.find((figure) => figure.code === code)?.value ?? null
  if (value === null || before === null) return ''
  const points = Math.round(value * 100) - Math.round(before * 100)
  if (points === 0) return '与上月末持平'
  return `较上月末${points > 0 ? '升' : '降'}${(Math.abs(points) / 100).toFixed(2)}个百分点`
}

/** 真实 46 / 已核查 47. */
export function checkedWords({ genuine, doubtful, fake }: CockpitPlace['checked']): string {
  const all = genuine + doubtful + fake
  return all === 0 ? '本年还没有核查过服务' : `真实 ${countWords(genuine)} / 已核查 ${countWords(all)}`
}
