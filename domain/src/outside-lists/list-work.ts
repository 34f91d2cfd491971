import { addDays, type LocalDate, later } from '../days/local-date.ts'
import type { AgePolicy } from '../populations/population.ts'
import { type ListKind, listName, meaningOf } from './outside-list.ts'

/** How a person stands on a list against the list before: 新增, 移出, 信息变化, 未变. */
export const listChanges = { new: '新进名单', left: '不在名单', changed: '信息变化', same: '未变' } as const
export type ListChange = keyof typeof listChanges

/** What is to be done about a person of a list. */
export const listTasks = {
  declare: '认定为重点人群',
  end: '退出重点人群',
  'record-death': '登记死亡',
  'died-on-list': '已死亡仍在名单',
  confirm: '核对信息',
  find: '查找并登记',
} as const
export type ListTask = keyof typeof listTasks

/** What a list says of one person; of somebody who left it, what it said last. */
export type ListEntry = { category: string; since: LocalDate | null; until: LocalDate | null }

/** What the system knows of the person. */
export type KnownOfListed = {
  diedOn: LocalDate | null
  /** The membership of the list's population that lasts on the day of the list. */
  membership: { id: string; since: LocalDate } | null
}

/** 与上期比对: what a list says differently from the one before. */
export function changeOf(before: ListEntry | undefined, now: ListEntry | undefined): ListChange {
  if (now === undefined) return 'left'
  if (before === undefined) return 'new'
  const same = before.category === now.category && before.since === now.since && before.until === now.until
  return same ? 'same' : 'changed'
}

export type Task = {
  task: ListTask
  /** The day that it is about: the first on the list, the last on it, the death. */
  on: LocalDate
  /** One sentence for whoever settles it. */
  because: string
}

/**
 * What is to be done about one person (待办), null when the list and the system agree. A list is what another department
 * knows: nothing is changed by it before somebody has settled it.
 * @param resident null when nobody of the system could be matched.
 */
export function taskOf(
  kind: ListKind,
  asOf: LocalDate,
  change: ListChange,
  entry: ListEntry,
  resident: KnownOfListed | null,
  ages: Pick<AgePolicy, 'own'> = {},
): Task | null {
  const name = listName(kind, ages)
  const means = meaningOf(kind)
  const since = entry.since ?? asOf
  if (resident === null) {
    if (change === 'left' || means.is === 'hospital-stay' || means.is === 'death') return null
    return {
      task: 'find',
      on: asOf,
      because: `${asOf}的${name}有此人，系统中没有找到，请核实是否为本辖区居民。`,
    }
  }
  switch (means.is) {
    case 'death':
      if (change === 'left') return null
      if (resident.diedOn === null)
        return { task: 'record-death', on: since, because: `${name}登记于${since}死亡，系统中仍在世。` }
      return entry.since !== null && entry.since !== resident.diedOn
        ? {
            task: 'confirm',
            on: since,
            because: `${name}的死亡日期为${entry.since}，系统登记为${resident.diedOn}，请核对。`,
          }
        : null
    case 'hospital-stay':
      return null
    case 'insurance':
      if (change !== 'left') return onListThoughDead(name, asOf, resident)
      return resident.diedOn === null
        ? { task: 'confirm', on: asOf, because: `${asOf}的${name}已没有此人，请核对参保情况。` }
        : null
    case 'population': {
      const dead = change === 'left' ? null : onListThoughDead(name, asOf, resident)
      if (dead) return dead
      const { membership } = resident
      if (change === 'left') {
        if (membership === null) return null
        const lastDay = later(addDays(asOf, -1), membership.since)
        return { task: 'end', on: lastDay, because: `${asOf}的${name}已没有此人，系统中仍在册。` }
      }
      if (membership === null)
        return { task: 'declare', on: since, because: `${asOf}的${name}有此人，系统中没有认定。` }
      return change === 'changed'
        ? { task: 'confirm', on: asOf, because: `${name}中的信息与上期不同${said(entry)}，请核对。` }
        : null
    }
  }
}

function onListThoughDead(name: string, asOf: LocalDate, { diedOn }: KnownOfListed): Task | null {
  return diedOn !== null && diedOn < asOf
    ? {
        task: 'died-on-list',
        on: asOf,
        because: `系统登记于${diedOn}死亡，${asOf}的${name}仍有此人，请告知来源部门。`,
      }
    : null
}

function said({ category, since }: ListEntry): string {
  const words = [category, since === null ? '' : `${since}起`].filter((word) => word !== '')
  return words.length === 0 ? '' : `（${words.join('，')}）`
}
