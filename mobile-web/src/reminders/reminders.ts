import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door } from '@qianyue/domain/doors/door.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { Entry } from '../offline/outbox.ts'
import { dayOf, owedAt } from '../today/owed-doors.ts'

/** What waits so long has not found a signal, ms. */
const WAITS_TOO_LONG_MS = 24 * 3600_000

type Reminder = { tag: string; title: string; body: string }

/**
 * What is worth saying on a day, once: what is due today, what the server refused, what has waited for a day. Without names:
 * a notification is read by whoever holds the phone.
 */
export function remindersFor(
  doors: Iterable<Door>,
  outbox: readonly Entry[],
  policy: Policy,
  today: LocalDate,
  now: Date,
): Reminder[] {
  const reminders: Reminder[] = []
  let dueToday = 0
  let overdue = 0
  for (const door of doors) {
    const owed = owedAt(door, policy, today)
    if (owed.some((one) => one.state === 'overdue')) overdue++
    else if (owed.some((one) => dayOf(one) <= today)) dueToday++
  }
  if (dueToday + overdue > 0) {
    reminders.push({
      tag: `due-${today}`,
      title: '今天要走访',
      body: `今天到期 ${dueToday} 户，逾期 ${overdue} 户。`,
    })
  }
  const refused = outbox.filter(({ state }) => state === 'refused').length
  if (refused > 0) {
    reminders.push({
      tag: `refused-${today}`,
      title: '有记录未被接受',
      body: `${refused} 条，请打开“发送情况”查看原因。`,
    })
  }
  const stuck = outbox.filter(
    ({ state, writtenAt }) =>
      (state === 'waiting' || state === 'sending') &&
      now.getTime() - Date.parse(writtenAt) > WAITS_TOO_LONG_MS,
  ).length
  if (stuck > 0) {
    reminders.push({
      tag: `stuck-${today}`,
      title: '有记录一天没有送达',
      body: `${stuck} 条，请到有信号的地方打开应用。`,
    })
  }
  return reminders
}
