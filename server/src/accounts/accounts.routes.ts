import * as api from '@qianyue/api/accounts.ts'
import type { Role } from '@qianyue/domain/access/roles.ts'
import { roles } from '@qianyue/domain/access/roles.ts'
import type { FastifyRequest } from 'fastify'
import { answer, answerPublicly } from '../http/answer.ts'
import { keyOf } from '../session/session-store.ts'
import {
  demandSecondFactor,
  endSessions,
  liveSessions,
  rolesWithSecondFactor,
  tokensOf,
} from './accounts.queries.ts'
import { administratorNeeded, createAdministrator } from './first-administrator.ts'
import {
  accounts,
  accountToManage,
  create,
  describeAccount,
  edit,
  liftSecondFactor,
  reset,
  setState,
} from './manage-accounts.ts'
import { openResidentAccount } from './open-resident-account.ts'
import {
  beginEnrolment,
  changeOwnPassword,
  confirmEnrolment,
  endOneSession,
  giveUp,
  ownSecondFactor,
  ownSessions,
} from './own-account.ts'
import { makeToken, revoke } from './tokens.ts'

/** Codes of the first administrator that one address may try in a minute. */
const FIRST_CODES_PER_MINUTE = 10

const session = <Asked extends { raw: FastifyRequest }>(asked: Asked) => ({
  ...asked,
  sessionKey: keyOf(asked.raw.session.sessionId),
})

export const accountRoutes = [
  answer(api.listAccounts, accounts),
  answer(api.getAccount, async (context, { accountId }, { services, raw }) => {
    const account = await accountToManage(context, accountId)
    const sessions = await liveSessions(context, accountId, services.config.sessionIdleMinutes)
    const own = keyOf(raw.session.sessionId)
    return {
      ...describeAccount(account),
      sessions: sessions.map((one) => ({ ...one, isThis: one.id === own })),
      tokens: await tokensOf(context, accountId),
    }
  }),
  answer(api.createAccount, create),
  answer(api.openResidentAccount, openResidentAccount),
  answer(api.editAccount, edit),
  answer(api.resetPassword, reset),
  answer(api.setAccountState, setState),
  answer(api.removeSecondFactor, liftSecondFactor),
  answer(api.endAccountSessions, async (context, { accountId }) => {
    await accountToManage(context, accountId)
    return { ended: await endSessions(context, accountId) }
  }),
  answer(api.createToken, makeToken),
  answer(api.revokeToken, revoke),
  answer(api.listRoleRules, async (context) => {
    const demanded = new Set(await rolesWithSecondFactor(context))
    return (Object.keys(roles) as Role[]).map((role) => ({ role, secondFactorDemanded: demanded.has(role) }))
  }),
  answer(api.setRoleRule, async (context, { role, secondFactorDemanded }, { services, afterCommit }) => {
    await demandSecondFactor(context, role, secondFactorDemanded)
    afterCommit(() => services.viewers.forget())
    return {}
  }),
  answer(api.changePassword, (context, request, asked) =>
    changeOwnPassword(context, request, session(asked)),
  ),
  answer(api.listOwnSessions, (context, _, asked) => ownSessions(context, session(asked))),
  answer(api.endOwnSession, (context, { sessionId }) => endOneSession(context, sessionId)),
  answer(api.getOwnSecondFactor, (context, _, asked) => ownSecondFactor(context, session(asked))),
  answer(api.beginSecondFactor, (context, _, asked) => beginEnrolment(context, session(asked))),
  answer(api.confirmSecondFactor, (context, request, asked) =>
    confirmEnrolment(context, request, session(asked)),
  ),
  answer(api.giveUpSecondFactor, (context, request, asked) => giveUp(context, request, session(asked))),
  answerPublicly(api.firstAdministratorNeeded, administratorNeeded),
  answerPublicly(api.createFirstAdministrator, createAdministrator, { perMinute: FIRST_CODES_PER_MINUTE }),
]
