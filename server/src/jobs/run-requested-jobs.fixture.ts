import { sql } from 'kysely'
import type { Services } from '../http/answer.ts'
import { jobs } from './jobs.ts'

/** Does all the work that was asked for, here and now, one piece after another. */
export async function runRequestedJobs(services: Services): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ name: string; data: Record<string, unknown> }>`
      delete from platform.job_requests
      where id = (select id from platform.job_requests order by id limit 1 for update skip locked)
      returning name, data`.execute(services.database)
    const [request] = rows
    if (!request) return
    await jobs.find(({ name }) => name === request.name)?.run(services, request.data)
  }
}
