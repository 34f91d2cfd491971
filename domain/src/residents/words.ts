import { findForm } from '../forms/forms.ts'
import type { SuggestionReason } from '../populations/comb-through.ts'
import type { DeclarationRefusal } from '../populations/declaring.ts'
import type { Population } from '../populations/population.ts'
import type { ChangedTable, WithdrawalRefusal } from './event-withdrawal.ts'
import type { IdNumberProblem } from './id-number.ts'
import type { IdentityWarning, LikenessReason, MergeRefusal } from './identity.ts'
import { type EventEffect, type EventRefusal, residentEventKinds } from './resident-event.ts'

/** Words for everything that these rules say, one for each code: a code without words does not compile. */
type WordsOf<Said extends { code: string }> = {
  [Code in Said['code']]: (said: Extract<Said, { code: Code }>) => string
}

function sayer<Said extends { code: string }>(words: WordsOf<Said>): (said: Said) => string {
  return (said) => (words[said.code as Said['code']] as (said: Said) => string)(said)
}

const sexNames = { male: '男', female: '女', unknown: '未说明' } as const

export const idNumberProblemWords = sayer<IdNumberProblem>({
  'id-number-missing': () => '没有填写身份证号。',
  'id-number-lost-digits': () =>
    '身份证号被 Excel 转成了数值，后几位已丢失，请按证件重新填写（单元格设为文本）。',
  'id-number-wrong-length': ({ length }) => `身份证号应为 18 位，现在是 ${length} 位。`,
  'id-number-fifteen-digits': ({ upgraded }) =>
    `这是 15 位旧号码，升为 18 位后是 ${upgraded}，请与证件核对后填写。`,
  'id-number-not-digits': () => '身份证号只能是 17 位数字加最后一位数字或 X。',
  'id-number-no-such-day': ({ digits }) => `身份证号中的出生日期 ${digits} 不存在。`,
  'id-number-born-in-future': ({ birthDate }) => `身份证号中的出生日期 ${birthDate} 在今天之后。`,
  'id-number-check-digit': () => '身份证号校验位不对，请逐位与证件核对。',
})

export const birthDateProblemWords = {
  'in-future': '出生日期不能晚于今天',
  'long-ago': '出生日期在 130 年以前，请核对',
} as const

export const identityWarningWords = sayer<IdentityWarning>({
  'birth-contradicts-id': ({ stated, byNumber }) =>
    `填写的出生日期 ${stated} 与身份证号中的 ${byNumber} 不一致。`,
  'sex-contradicts-id': ({ stated, byNumber }) =>
    `填写的性别“${sexNames[stated]}”与身份证号中的“${sexNames[byNumber]}”不一致。`,
  'age-contradicts-birth': ({ statedYears, byBirthYears }) =>
    `填写的年龄 ${statedYears} 岁与出生日期推算的 ${byBirthYears} 岁不一致。`,
  'id-region-unknown': ({ regionCode }) =>
    `身份证号前六位 ${regionCode} 不在现行行政区划代码中，可能是历史区划，请核对。`,
  'id-number-missing': () => '没有身份证号。',
})

export const likenessReasonWords: Record<LikenessReason, string> = {
  'same-id-number': '证件号相同',
  'same-name': '姓名相同',
  'same-birth-date': '出生日期相同',
  'same-phone': '电话相同',
  'same-household': '同一户',
}

export const mergeRefusalWords = sayer<MergeRefusal>({
  'merge-with-itself': () => '这是同一份档案，不需要合并。',
  'merge-different-id-numbers': () => '两份档案的证件号不同，不是同一人，不能合并。',
  'already-merged': () => '其中一份档案已经合并过，请刷新后再看。',
  'merge-both-signed': () => '两份档案都有有效协议，请先解除其中一份再合并。',
  'merged-on-since': () => '保留的那份档案后来又并入了另一份，请先撤销后来的那次合并。',
})

export const eventRefusalWords = sayer<EventRefusal>({
  'event-in-future': () => '日期不能晚于今天。',
  'event-before-birth': ({ birthDate }) => `日期早于出生日期 ${birthDate}。`,
  'resident-dead': ({ diedOn }) => `该居民已于 ${diedOn} 死亡，档案已关闭。`,
  'resident-moved-out': ({ movedOutOn }) => `该居民已于 ${movedOutOn} 迁出，如已迁回请先登记迁入。`,
  'resident-not-moved-out': () => '该居民没有迁出，不需要登记迁入。',
  'resident-already-away': ({ since }) => `该居民自 ${since} 起已登记外出，返回后才能再登记外出。`,
  'resident-not-away': () => '该居民没有登记外出。',
  'day-before-it-began': ({ began }) => `日期早于开始的 ${began}。`,
  'already-in-household': () => '该居民已经在这一户。',
  'only-one-in-household': () => '这一户只有一人，不需要分户。',
  'not-in-a-household': () => '此人目前不在任何一户，请先办理入户。',
  'already-head': () => '该居民已经是户主。',
  'new-head-needed': () => '该居民是户主，请选择由谁接任户主。',
})

const changedWords: Record<ChangedTable, string> = {
  residents: '去向或住户',
  households: '户主或家庭状态',
  household_memberships: '家庭成员关系',
  resident_populations: '重点人群名册',
  agreements: '签约协议',
  agreement_members: '签约协议',
  agreement_fees: '协议退费',
}

export const withdrawalRefusalWords = sayer<WithdrawalRefusal>({
  'event-without-trace': () => '这条变动没有留下变动前的原状，不能自动撤销，请登记相反的变动更正。',
  'changed-since': ({ tables, later }) =>
    later
      ? `此后又登记了${later.name} ${later.on} 的${residentEventKinds[later.kind]}，请先撤销那一条。`
      : `登记之后${[...new Set(tables.map((table) => changedWords[table]))].join('、')}又有改动，不能自动撤销，请逐项更正。`,
  'signed-since': ({ startsOn }) =>
    `此后已另签 ${startsOn} 起的协议，与原协议时间重叠，请先解除或撤回后签的协议。`,
  'declared-since': () => '此后重点人群又重新认定，与原名册时间重叠，请先结束后来的认定。',
})

/** @param nameOf what the county calls a population; its own ones have no other name */
export function declarationRefusalWords(
  refusal: DeclarationRefusal,
  nameOf: (population: Population) => string,
): string {
  return sayer<DeclarationRefusal>({
    'population-follows-from-age': ({ population }) =>
      population === 'elderly' || population === 'child'
        ? `${nameOf(population)}按年龄自动认定，不需要登记。`
        : `${nameOf(population)}按本县政策的条件自动认定，不需要登记。`,
    'population-already-declared': ({ population, since }) =>
      `自 ${since} 起已认定为${nameOf(population)}，时间不能重叠。`,
    'population-not-declared': ({ population }) => `没有认定为${nameOf(population)}，或已经退出。`,
    'population-of-women': ({ population }) => `性别为男，不能认定为${nameOf(population)}。`,
    'day-in-future': () => '日期不能晚于今天。',
    'day-before-birth': ({ birthDate }) => `日期早于出生日期 ${birthDate}。`,
    'ends-before-it-began': ({ began }) => `最后一天早于开始的 ${began}。`,
  })(refusal)
}

export const suggestionWords = sayer<SuggestionReason>({
  'has-records': ({ form, lastOn }) => `${lastOn} 有${findForm(form)?.name ?? '随访记录'}，但不在名册`,
  'no-records': ({ sinceMonths, lastOn }) =>
    lastOn === null
      ? `名册上没有任何随访记录，已超过 ${sinceMonths} 个月`
      : `最后一次随访 ${lastOn}，已超过 ${sinceMonths} 个月`,
  'not-confirmed-this-year': ({ since }) => `${since} 认定，本年度尚未核实`,
  'period-over': ({ endedOn }) => `孕产期已于 ${endedOn} 结束`,
  'resident-gone': ({ presence }) => (presence === 'dead' ? '已死亡' : '已迁出'),
  'lives-alone': ({ ageYears }) => `${ageYears} 岁，户内仅一人`,
  'lives-with-elders-only': ({ ageYears }) => `${ageYears} 岁，户内均为老年人`,
  'no-longer-alone': ({ members }) => `户内现有 ${members} 人，不再独居`,
})

/** What an effect will do, as it is said before and after. */
export function effectWords(effect: EventEffect): string {
  switch (effect.effect) {
    case 'agreement-left':
      return `签约协议自 ${effect.on} 起不再覆盖本人（${effect.reason === 'death' ? '死亡' : '迁出'}），其他成员不受影响`
    case 'agreement-kept':
      return '签约协议继续有效'
    case 'duties-cancelled':
      return `自 ${effect.on} 起不再产生应尽服务，未完成的取消`
    case 'duties-paused':
      return effect.until === null
        ? `自 ${effect.from} 起暂停应尽服务，返回后恢复`
        : `${effect.from} 至 ${effect.until} 暂停应尽服务`
    case 'duties-resumed':
      return `自 ${effect.on} 起恢复应尽服务`
    case 'record-closed':
      return `健康档案自 ${effect.on} 关闭（${effect.reason === 'death' ? '死亡' : '迁出'}）`
    case 'record-reopened':
      return '健康档案重新启用'
    case 'populations-ended':
      return `重点人群名册记到 ${effect.on}`
    case 'populations-resumed':
      return '因迁出终止的重点人群名册恢复，已不属于的请移出'
    case 'household-left':
      return '退出原家庭'
    case 'household-closed':
      return '原家庭已无人，随之注销'
    case 'household-joined':
      return '加入所选家庭'
    case 'household-founded':
      return '成立新的家庭'
    case 'head-changed':
      return '家庭更换户主'
  }
}
