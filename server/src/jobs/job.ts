import type { Services } from '../http/answer.ts'

/** A kind of background work. Running it again after it was cut off must finish it or do nothing. */
export type Job = {
  name: string
  run: (services: Services, data: Record<string, unknown>) => Promise<void>
  /** When it runs by itself every day, in Asia/Shanghai, as a crontab says it: minute, hour, and three stars. */
  daily?: `${number} ${number} * * *`
  /** How often it runs by itself between whiles, when it takes no longer than a statement. */
  everySeconds?: number
  /** Work that was begun before the worker ended, found again when it starts. */
  unfinished?: (services: Services) => Promise<Record<string, unknown>[]>
}
