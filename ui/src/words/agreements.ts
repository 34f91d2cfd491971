import type { AgreementStatus } from '@qianyue/domain/agreements/agreement.ts'
import { type ContestReason, contestReasons } from '@qianyue/domain/agreements/contest.ts'
import { endReasons } from '@qianyue/domain/agreements/termination.ts'
import type { FeeLine } from '@qianyue/domain/packages/fee-split.ts'
import { payers } from '@qianyue/domain/packages/fee-split.ts'
import type { PackageGroup } from '@qianyue/domain/packages/package.ts'
import { type Population, populations } from '@qianyue/domain/populations/population.ts'
import type { AgreedItem } from '@qianyue/domain/residents/resident-facts.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { CapState } from '@qianyue/domain/teams/capacity.ts'
import { moneyWords } from './figures.ts'

/** Colours that mean something: green in force, orange soon over, red ended, grey not in force. */
export const statusColours: Record<
  AgreementStatus,
  'success' | 'warning' | 'error' | 'default' | 'processing'
> = {
  pending: 'processing',
  upcoming: 'processing',
  active: 'success',
  renewable: 'warning',
  renewed: 'default',
  transferred: 'default',
  terminated: 'error',
  expired: 'error',
  rejected: 'default',
  withdrawn: 'default',
  superseded: 'default',
}

export const everyWords: Record<AgreedItem['every'], string> = {
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  term: '签约期内',
  'on-need': '按需',
}

/** 每季度 1 次; 按需 */
export function frequencyWords({ times, every }: Pick<AgreedItem, 'times' | 'every'>): string {
  return every === 'on-need' ? everyWords[every] : `${everyWords[every]} ${times} 次`
}

/** 高血压患者随访 每季度 1 次 */
export function itemWords(item: AgreedItem): string {
  return `${serviceName(item.service)} ${frequencyWords(item)}`
}

/** @param nameOf what a county calls a population, where it has some of its own. */
export function groupWords(
  group: PackageGroup,
  nameOf = (population: Population): string => populations[population],
): string {
  if (group === 'general') return '一般人群'
  return group === 'special-need' ? '特需服务' : nameOf(group)
}

/** 医保基金 ¥36.00 · 个人自付 ¥48.00; 免费 when nobody pays. */
export function feeWords(lines: readonly FeeLine[]): string {
  if (lines.length === 0) return '免费'
  return lines.map(({ payer, fen }) => `${payers[payer]} ${moneyWords(fen)}`).join(' · ')
}

export const capStateWords: Record<CapState, string> = {
  free: '可签',
  near: '接近上限',
  full: '已满',
  over: '超上限',
}

export const capStateColours: Record<CapState, 'success' | 'warning' | 'error'> = {
  free: 'success',
  near: 'warning',
  full: 'error',
  over: 'error',
}

const eventNames: Record<string, string> = {
  drafted: '起草，待签字',
  signed: '签约',
  renewed: '续约签署',
  'renewed-by-silence': '到期自动续约',
  'paper-signed': '补签纸质协议',
  transferred: '改签到其他团队',
  terminated: '解约',
  'member-left': '成员退出',
  reinstated: '恢复签约',
  'handed-over': '整体移交到其他团队',
  rejected: '医生拒绝',
  withdrawn: '居民撤回',
  'contest-won': '重复签约，认定本协议有效',
  'contest-lost': '重复签约，认定本协议未生效',
}

export function eventName(kind: string): string {
  return eventNames[kind] ?? kind
}

/** 未生效：由东岭二队签约（2026-11-20 签，签字日期较早） */
export function lostWords(lost: {
  teamName: string
  signedOn: string | null
  because: ContestReason
}): string {
  const signed = lost.signedOn === null ? '' : `${lost.signedOn} 签，`
  return `未生效：由${lost.teamName}签约（${signed}${contestReasons[lost.because]}）`
}

/** The reason, note and refund of what happened to an agreement, as far as there are any. */
export function eventDetails(details: Record<string, unknown>): string {
  const { reason, note, refundFen, from, transferredFrom, because, otherTeam, otherSignedOn } = details
  const parts: string[] = []
  if (typeof reason === 'string') {
    parts.push(Object.hasOwn(endReasons, reason) ? endReasons[reason as keyof typeof endReasons] : reason)
  }
  if (typeof because === 'string' && Object.hasOwn(contestReasons, because)) {
    const signed = typeof otherSignedOn === 'string' ? `${otherSignedOn} 签` : '未签字'
    parts.push(
      `另一份：${String(otherTeam)}，${signed}`,
      `有效的一份${contestReasons[because as ContestReason]}`,
    )
  }
  if (typeof note === 'string' && note !== '') parts.push(note)
  if (typeof refundFen === 'number' && refundFen > 0) parts.push(`退费 ${moneyWords(refundFen)}`)
  const before = from ?? transferredFrom
  if (typeof before === 'string') parts.push(`原协议 ${before}`)
  return parts.join('；')
}
