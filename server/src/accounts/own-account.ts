import type { changePassword, confirmSecondFactor, giveUpSecondFactor } from '@qianyue/api/accounts.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { passwordFaultWords, whyPasswordUnfit } from '@qianyue/domain/accounts/password.ts'
import type { Services } from '../http/answer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotAllowed, Refused } from '../http/errors.ts'
import { hashPassword, passwordMatches } from '../session/passwords.ts'
import { newSecondFactorSecret, secondFactorUri, stepOfCode } from '../session/second-factor.ts'
import { FAILED_SIGN_INS_ALLOWED, LOCKED_MINUTES } from '../session/sign-in.ts'
import { accountSecrets, countFailedSignIn } from '../session/viewer.queries.ts'
import { endSessions, liveSessions, updateAccount } from './accounts.queries.ts'
import { noSecondFactor } from './manage-accounts.ts'

type Asked = {
  services: Services
  /** What the session that asks is known by. */
  sessionKey: string
  afterCommit: (work: () => void) => void
}

/** 修改密码: the other sessions end. Sent again, the new password is already there and nothing changes. */
export async function changeOwnPassword(
  context: Context,
  request: RequestOf<typeof changePassword>,
  asked: Asked,
) {
  const { accountId, username } = person(context)
  const { passwordHash } = await accountSecrets(asked.services.database, accountId)
  if (!(await passwordMatches(passwordHash, request.current))) {
    if (!context.viewer.mustChangePassword && (await passwordMatches(passwordHash, request.next))) return {}
    await countFailedSignIn(asked.services.database, accountId, FAILED_SIGN_INS_ALLOWED, LOCKED_MINUTES)
    throw new Invalid({ current: '现在的密码不正确。' })
  }
  if (request.next === request.current) throw new Invalid({ next: '新密码不能与现在的密码相同。' })
  const fault = whyPasswordUnfit(request.next, username)
  if (fault) throw new Invalid({ next: passwordFaultWords[fault] })
  await updateAccount(context, accountId, {
    passwordHash: await hashPassword(request.next),
    mustChangePassword: false,
    oneTimeUntil: null,
    passwordChangedAt: context.now,
  })
  await endSessions(context, accountId, { except: asked.sessionKey })
  forget(asked, accountId)
  return {}
}

export async function ownSessions(context: Context, asked: Asked) {
  const { accountId } = person(context)
  const found = await liveSessions(context, accountId, asked.services.config.sessionIdleMinutes)
  return found.map((session) => ({ ...session, isThis: session.id === asked.sessionKey }))
}

export async function endOneSession(context: Context, sessionId: string) {
  const { accountId } = person(context)
  await endSessions(context, accountId, { only: sessionId })
  return {}
}

export async function ownSecondFactor(context: Context, { services }: Asked) {
  const { accountId } = person(context)
  const { secondFactorSince, secondFactorDemanded } = await accountSecrets(services.database, accountId)
  return {
    since: secondFactorSince,
    demanded: secondFactorDemanded || context.viewer.mustEnrolSecondFactor,
  }
}

/** 启用动态口令, first half: a secret for the telephone, the same until a code confirms it. */
export async function beginEnrolment(context: Context, { services }: Asked) {
  const { accountId, username, countyName } = person(context)
  const { secondFactorSince, secondFactorPending } = await accountSecrets(services.database, accountId)
  if (secondFactorSince !== null) throw alreadyEnrolled()
  const secret = secondFactorPending ? context.crypto.decrypt(secondFactorPending) : newSecondFactorSecret()
  if (!secondFactorPending) {
    await updateAccount(context, accountId, { secondFactorPending: context.crypto.encrypt(secret) })
  }
  const uri = secondFactorUri(secret, username, `签约 ${countyName}`)
  const { default: QRCode } = await import('qrcode')
  return { secret, uri, qrCode: await QRCode.toDataURL(uri, { margin: 1, width: 200 }) }
}

/** 启用动态口令, second half: a code from the telephone shows that it holds the secret. */
export async function confirmEnrolment(
  context: Context,
  { oneTimeCode }: RequestOf<typeof confirmSecondFactor>,
  asked: Asked,
) {
  const { accountId } = person(context)
  const { secondFactorSince, secondFactorPending } = await accountSecrets(asked.services.database, accountId)
  if (secondFactorSince !== null) return {}
  if (!secondFactorPending) throw new Refused('second-factor-not-begun', '请先扫描二维码，再输入口令。')
  const secret = context.crypto.decrypt(secondFactorPending)
  const step = stepOfCode(secret, oneTimeCode, context.now)
  if (step === null) throw new Invalid({ oneTimeCode: '口令不正确，请核对手机时间后重试。' })
  await updateAccount(context, accountId, {
    secondFactorSecret: context.crypto.encrypt(secret),
    secondFactorPending: null,
    secondFactorSince: context.now,
    secondFactorStep: step,
  })
  await endSessions(context, accountId, { except: asked.sessionKey })
  forget(asked, accountId)
  return {}
}

/** 停用动态口令, where none is demanded. */
export async function giveUp(
  context: Context,
  { password }: RequestOf<typeof giveUpSecondFactor>,
  asked: Asked,
) {
  const { accountId } = person(context)
  const secrets = await accountSecrets(asked.services.database, accountId)
  if (secrets.secondFactorSince === null) return {}
  if (!(await passwordMatches(secrets.passwordHash, password))) {
    await countFailedSignIn(asked.services.database, accountId, FAILED_SIGN_INS_ALLOWED, LOCKED_MINUTES)
    throw new Invalid({ password: '密码不正确。' })
  }
  if (secrets.secondFactorDemanded) {
    throw new Refused('second-factor-demanded', '管理员要求您的账号使用动态口令，不能自行停用。')
  }
  await updateAccount(context, accountId, noSecondFactor)
  forget(asked, accountId)
  return {}
}

/** One's own account is a person's business: a program with a token of it may not touch it. */
function person({ viewer }: Context) {
  if (viewer.isProgram) throw new NotAllowed('own account')
  return viewer
}

function alreadyEnrolled() {
  return new Refused('second-factor-enrolled', '动态口令已经启用。更换手机请先停用，再重新启用。')
}

function forget({ services, afterCommit }: Asked, accountId: string) {
  afterCommit(() => services.viewers.forget(accountId))
}
