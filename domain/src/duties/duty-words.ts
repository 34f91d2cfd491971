import { resultWords as abnormalWords } from '../result-rechecks/judge-results.ts'
import type { DutyEnd, DutyReason, DutyState } from './duty.ts'

/** 应尽服务的状态 */
export const dutyStates: Record<DutyState, string> = {
  upcoming: '未到期',
  due: '应做',
  overdue: '逾期',
  done: '已完成',
  missed: '已错过',
  cancelled: '已取消',
}

export const dutyEnds: Record<DutyEnd, string> = {
  died: '居民已死亡',
  'moved-out': '居民已迁出',
  'agreement-ended': '协议已终止',
  away: '居民外出，期内未回',
}

/** 无法履行的原因 */
export const dutyObstacles = {
  refused: '本人拒绝',
  away: '外出',
  'not-found': '多次未找到',
  'in-hospital': '住院',
  'not-suitable': '病情不适合',
  other: '其他',
} as const

export type DutyObstacle = keyof typeof dutyObstacles

const everyWords: Record<string, string> = {
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  term: '签约期内',
}

/** Why something is owed, in one sentence. */
export function reasonWords(reason: DutyReason): string {
  switch (reason.kind) {
    case 'specification':
      return reason.source
    case 'agreement':
      return `签约服务包“${reason.packageName}”：${everyWords[reason.every] ?? reason.every}${reason.times}次`
    case 'result':
      return resultWords[reason.result](reason.performedOn)
    case 'abnormal':
      return `${reason.performedOn}检查${abnormalWords(reason.group, reason.abnormal)}，${reason.refer ? '转诊后随访结果' : '请复查'}`
  }
}

const resultWords = {
  unsatisfactory: (day: string) => `${day}随访控制不满意，两周内复访`,
  referred: (day: string) => `${day}随访建议转诊，两周内随访转诊情况`,
  planned: (day: string) => `${day}随访约定的复访`,
}
