import { health, signIn, signOut, whoAmI } from '@qianyue/api/session.ts'
import { sql } from 'kysely'
import { answer, answerPublicly } from '../http/answer.ts'
import { version } from '../version.ts'
import { describeViewer, enter } from './sign-in.ts'
import { endSessionsOf } from './viewer.queries.ts'

export const sessionRoutes = [
  answerPublicly(signIn, async (services, request, { raw }) => {
    const viewer = await enter(services, request)
    await raw.session.regenerate()
    raw.session.set('accountId', viewer.accountId)
    await raw.session.save()
    return describeViewer(viewer)
  }),
  answerPublicly(signOut, async (services, { everywhere }, { raw }) => {
    if (everywhere === 'true' && raw.viewer) await endSessionsOf(services.database, raw.viewer.accountId)
    if (raw.session) await raw.session.destroy()
    return {}
  }),
  answer(whoAmI, async ({ viewer }) => describeViewer(viewer)),
  answerPublicly(health, async ({ database }) => {
    const alive = await sql`select 1`.execute(database).then(
      () => true,
      () => false,
    )
    const status = alive ? ('ok' as const) : ('failing' as const)
    return { status, database: status, version }
  }),
]
