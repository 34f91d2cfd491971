import { type AgePolicy, populationWords } from '../populations/population.ts'
import type { HandOverRefusal } from '../teams/hand-over.ts'
import { type Ineligibility, type TeamGap, teamRoles } from '../teams/team.ts'
import { agreementUnits } from './agreement.ts'
import type { RenewalRefusal, TransferRefusal } from './renewal.ts'
import type { SigningRefusal } from './signing.ts'
import type { TerminationRefusal } from './termination.ts'

type AgreementRefusal =
  | SigningRefusal
  | RenewalRefusal
  | TransferRefusal
  | TerminationRefusal
  | HandOverRefusal

type Words = {
  [Code in AgreementRefusal['code']]: (
    refusal: Extract<AgreementRefusal, { code: Code }>,
    ages: Pick<AgePolicy, 'own'>,
  ) => string
}

const capNames = { persons: '人', keyPersons: '名重点人群', households: '户', villages: '个村' } as const

/** What is the matter and what to do. A refusal without words does not compile; none names a person. */
const words: Words = {
  'unit-not-allowed': ({ unit }) => `本县不办理${agreementUnits[unit]}，请改用另一种签约方式。`,
  'term-not-allowed': ({ allowedYears }) => `签约周期只能是 ${allowedYears.join('、')} 年，请重新选择。`,
  'starts-too-early': ({ earliest }) => `开始日期太早，最早可补签到 ${earliest}。`,
  'starts-too-late': ({ latest }) => `开始日期太晚，最晚为 ${latest}。`,
  'no-members': () => '请至少选择一位成员。',
  'one-person-only': () => '个人签约只能有一位成员；多位成员请按家庭签约。',
  'member-twice': () => '同一位成员被选了两次，请去掉重复的。',
  'member-not-in-household': () => '有成员不属于这一户，请先核对家庭成员。',
  'member-dead': ({ diedOn }) => `有成员已于 ${diedOn} 登记死亡，不能签约。`,
  'member-moved-out': ({ movedOutOn }) => `有成员已于 ${movedOutOn} 迁出，不能签约。`,
  'already-signed': ({ until }) => `有成员已有签约协议，有效期至 ${until}；请续约或改签。`,
  'signed-in-future': ({ signedOn, today }) =>
    `签字日期 ${signedOn} 晚于今天（${today}），请校准手机时间后核对签字日期。`,
  'arrived-too-late': ({ signedOn, sentWithinDays }) =>
    `协议签于 ${signedOn}，超过 ${sentWithinDays} 天才送达，不能确认；请与居民核对后重新签约。`,
  'signatory-unknown': () => '没有找到签约代表，请重新选择。',
  'signatory-not-alive': () => '签约代表已登记死亡，请另选一位。',
  'signatory-not-adult': ({ fromYears }) => `签约代表须年满 ${fromYears} 周岁，请由监护人签字。`,
  'signatory-not-of-household': () => '签约代表须是同一户的成年成员。',
  'signatory-not-head': () => '本县规定家庭签约由户主签字，请选择户主。',
  'adult-signs-alone': () => '成年人个人签约须由本人签字；全家一起签请选择家庭签约。',
  'team-closed': () => '这个团队已经撤销，请选择其他团队。',
  'team-not-eligible': ({ ineligibility }) =>
    `团队长${ineligibilityWords(ineligibility)}，暂不能签约，请选择其他团队。`,
  'team-incomplete': ({ gaps }) => `团队${gaps.map(gapWords).join('、')}，请先补齐成员。`,
  'team-full': ({ cap, limit, count, asked }) =>
    `该团队签约已达上限（${limit} ${capNames[cap]}，现有 ${count}，本次 ${asked}），请选择其他团队。`,
  'village-not-covered': () => '有成员所在的村不在该团队的服务范围内，请选择其他团队。',
  'no-package': () => '每位成员至少要选一个服务包。',
  'package-not-offered': () => '所选服务包在开始日期不可签，可能已停用或更新，请重新选择。',
  'package-not-for-person': ({ package: name, needs }, ages) =>
    `“${name}”面向${needs.map((one) => populationWords(one, ages)).join('、')}，与该成员不符。`,
  'package-needs-package': ({ package: name, needs }) => `选“${name}”须同时选“${needs.join('”或“')}”。`,
  'packages-exclude-each-other': ({ package: name, other }) => `“${name}”与“${other}”不能同时选择。`,
  'package-full': ({ package: name, maxPersons }) => `“${name}”名额已满（${maxPersons} 人）。`,
  'agreement-not-in-force': () => '这份协议不在有效期内，不能办理。',
  'already-renewed': () => '这份协议已经续约，不必重复办理。',
  'too-early-to-renew': ({ from }) => `还没到续约时间，${from} 起可以续约。`,
  'too-late-to-renew': ({ endedOn }) => `协议已于 ${endedOn} 到期太久，请重新签约。`,
  'same-team': () => '新团队与原团队相同，请选择其他团队。',
  'transfer-not-yet': ({ from }) => `协议期满前才能另选团队，${from} 起可以改签。`,
  'transfer-outside-term': ({ earliest, latest }) => `改签的开始日期应在 ${earliest} 至 ${latest} 之间。`,
  'transfer-needs-reason': () => '请写明改签原因。',
  'ends-before-start': ({ startsOn }) => `结束日期早于协议开始（${startsOn}），请核对。`,
  'ends-after-term': ({ endsOn }) => `协议本来就在 ${endsOn} 到期，结束日期不能更晚。`,
  'ends-in-future': ({ latest }) => `结束日期最晚为 ${latest}，请到时再办理。`,
  'other-reason-needs-note': () => '选择“其他”时请写明原因。',
  'transfer-by-its-own-step': () => '换团队请用“改签”办理，服务不会中断。',
  'not-a-member': () => '这位居民不是协议的成员。',
  'member-already-left': () => '这位成员已经退出。',
  'hand-over-needs-reason': () => '请写明移交原因。',
  'nothing-to-hand-over': () => '这个团队没有在约居民，不需要移交。',
}

/** @param ages how the county calls populations of its own */
export function refusalWords(refusal: AgreementRefusal, ages: Pick<AgePolicy, 'own'> = {}): string {
  const say = words[refusal.code] as (one: AgreementRefusal, ages: Pick<AgePolicy, 'own'>) => string
  return say(refusal, ages)
}

/** Why somebody may not sign, without a subject: 已被暂停签约资格. */
export function ineligibilityWords(ineligibility: Ineligibility): string {
  switch (ineligibility.reason) {
    case 'licence-expired':
      return `的执业证已于 ${ineligibility.on} 到期`
    case 'suspended':
      return `自 ${ineligibility.since} 起被暂停签约资格`
    case 'left':
      return `已于 ${ineligibility.on} 离岗`
  }
}

export function gapWords(gap: TeamGap): string {
  switch (gap.gap) {
    case 'no-leader':
      return '没有团队长'
    case 'leader-not-a-doctor':
      return `团队长是${teamRoles[gap.role]}，应由医生担任`
    case 'post-empty':
      return `缺少${gap.anyOf.map((role) => teamRoles[role]).join('或')}`
  }
}
