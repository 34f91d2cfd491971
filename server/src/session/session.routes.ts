import { health, signIn, signOut, whoAmI } from '@qianyue/api/session.ts'
import { answers } from '../database/trouble.ts'
import { answer, answerPublicly } from '../http/answer.ts'
import { endPhonesOf } from '../phones/phones.queries.ts'
import { version } from '../version.ts'
import { diskOf } from './disk.ts'
import { describeViewer, enter } from './sign-in.ts'
import { endSessionsOf } from './viewer.queries.ts'

/** Sign-ins that one address may try in a minute: a whole hospital may stand behind one address. */
export const SIGN_INS_PER_MINUTE = 60

export const sessionRoutes = [
  answerPublicly(
    signIn,
    async (services, request, { raw }) => {
      const viewer = await enter(services, request)
      await raw.session.regenerate()
      raw.session.set('accountId', viewer.accountId)
      raw.session.set('device', (raw.headers['user-agent'] ?? '').slice(0, 300))
      await raw.session.save()
      return describeViewer(viewer)
    },
    { perMinute: SIGN_INS_PER_MINUTE },
  ),
  answerPublicly(signOut, async (services, { everywhere }, { raw }) => {
    if (everywhere === 'true' && raw.viewer) {
      await endSessionsOf(services.database, raw.viewer.accountId)
      await endPhonesOf(services.database, raw.viewer.accountId, services.now())
    }
    if (raw.session) await raw.session.destroy()
    return {}
  }),
  answer(whoAmI, async ({ viewer }) => describeViewer(viewer)),
  answerPublicly(health, async ({ database, config }) => {
    const status = (await answers(database)) ? ('ok' as const) : ('failing' as const)
    return { status, database: status, disk: await diskOf(config.dataDir), version }
  }),
]
