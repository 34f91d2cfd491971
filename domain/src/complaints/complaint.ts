import { addDays, type LocalDate } from '../days/local-date.ts'

export const complaintKinds = {
  complaint: '投诉',
  suggestion: '建议',
  enquiry: '咨询',
  praise: '表扬',
} as const
export type ComplaintKind = keyof typeof complaintKinds

export const complaintChannels = {
  phone: '电话',
  visit: '来访',
  letter: '信函',
  'suggestion-box': '意见箱',
  online: '网上',
} as const

/** What was done about a complaint (办理过程), in order. */
export const complaintSteps = {
  accepted: '受理',
  handled: '调查处理',
  replied: '答复',
  visited: '回访',
} as const
export type ComplaintStepKind = keyof typeof complaintSteps

export type ComplaintStep = { kind: ComplaintStepKind; on: LocalDate; satisfied: boolean | null }

export const complaintStates = {
  received: '待受理',
  accepted: '办理中',
  replied: '已答复',
  closed: '已办结',
} as const
export type ComplaintState = keyof typeof complaintStates

/** 时限: the days by which it is accepted and answered, from policy as it stood when it came. Calendar days. */
export function complaintDeadlines(
  receivedOn: LocalDate,
  { acceptWithinDays, replyWithinDays }: { acceptWithinDays: number; replyWithinDays: number },
): { acceptBy: LocalDate; replyBy: LocalDate } {
  return { acceptBy: addDays(receivedOn, acceptWithinDays), replyBy: addDays(receivedOn, replyWithinDays) }
}

/** A visit after the reply closes it when the person is content; otherwise it is handled again. */
export function complaintStateOf(steps: readonly ComplaintStep[]): ComplaintState {
  const last = steps.at(-1)
  if (last === undefined) return 'received'
  if (last.kind === 'replied') return 'replied'
  if (last.kind === 'visited' && last.satisfied === true) return 'closed'
  return 'accepted'
}

/** Which deadline has passed on a day without its step; null when none has. */
export function complaintOverdue(
  day: LocalDate,
  { acceptBy, replyBy }: { acceptBy: LocalDate; replyBy: LocalDate },
  steps: readonly ComplaintStep[],
): 'accept' | 'reply' | null {
  if (steps.length === 0 && day > acceptBy) return 'accept'
  return !steps.some(({ kind }) => kind === 'replied') && day > replyBy ? 'reply' : null
}

/** Whether the answer came in time: null while there is none and there is still time. */
export function repliedInTime(
  day: LocalDate,
  replyBy: LocalDate,
  steps: readonly ComplaintStep[],
): boolean | null {
  const first = steps.find(({ kind }) => kind === 'replied')
  if (first) return first.on <= replyBy
  return day > replyBy ? false : null
}

/** The steps that may follow. */
export function nextComplaintSteps(steps: readonly ComplaintStep[]): ComplaintStepKind[] {
  switch (complaintStateOf(steps)) {
    case 'received':
      return ['accepted']
    case 'accepted':
      return ['handled', 'replied']
    case 'replied':
      return ['visited']
    case 'closed':
      return []
  }
}
