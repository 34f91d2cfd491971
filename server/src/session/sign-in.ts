import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { signedInUser, signIn } from '@qianyue/api/session.ts'
import { type Action, grants } from '@qianyue/domain/access/grants.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import type { z } from 'zod'
import { mayDo, type Viewer } from '../access/viewer.ts'
import { writeAudit } from '../audit/audit-trail.ts'
import { inTransaction } from '../database/database.ts'
import type { Services } from '../http/answer.ts'
import { openingOf } from '../http/context.ts'
import { NotSignedIn } from '../http/errors.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { stepOfCode } from './second-factor.ts'
import { UnknownNames } from './unknown-names.ts'
import {
  accountByUsername,
  countFailedSignIn,
  noteSignedIn,
  takeSecondFactorStep,
  viewerOf,
} from './viewer.queries.ts'

/** Failures in a row after which an account is locked, and for how long. Source: product requirement for 等保三级. */
export const FAILED_SIGN_INS_ALLOWED = 5
export const LOCKED_MINUTES = 15

// Somebody who tries names learns nothing from the time of the answer: an unknown name costs a hash too.
const nobodysHash = hashPassword('nobody has this password')

const unknownNames = new UnknownNames(FAILED_SIGN_INS_ALLOWED, LOCKED_MINUTES)

const wrong = () => new NotSignedIn('wrong-password', '账号或密码不正确。连续输错 5 次将锁定 15 分钟。')

/** Who signs in. @throws NotSignedIn with the words to show: wrong, locked, or the second factor is asked for. */
export async function enter(services: Services, request: RequestOf<typeof signIn>): Promise<Viewer> {
  const { database, crypto } = services
  const account = await accountByUsername(database, request.username)
  const isSomebody = account !== undefined && account.disabledAt === null
  const locked = isSomebody
    ? account.lockedUntil !== null && account.lockedUntil > services.now()
    : unknownNames.isLocked(request.username.toLowerCase(), services.now())
  const matches = await passwordMatches(account?.passwordHash ?? (await nobodysHash), request.password)
  if (locked)
    throw new NotSignedIn(
      'locked',
      `密码连续输错，账号已锁定，请 ${LOCKED_MINUTES} 分钟后再试，或请管理员解锁。`,
    )
  if (!isSomebody) throw wrong()
  if (!matches) {
    await countFailedSignIn(database, account.id, FAILED_SIGN_INS_ALLOWED, LOCKED_MINUTES)
    await noteSignIn(services, account, 'refused')
    throw wrong()
  }
  if (account.mustChangePassword && account.oneTimeUntil !== null && account.oneTimeUntil < services.now()) {
    await noteSignIn(services, account, 'refused')
    throw new NotSignedIn('one-time-password-expired', '初始密码已过期，请管理员重新设置。')
  }
  if (account.secondFactorSecret !== null) {
    if (!request.oneTimeCode)
      throw new NotSignedIn('second-factor-needed', '请输入动态口令（手机验证器上的 6 位数字）。')
    const step = stepOfCode(crypto.decrypt(account.secondFactorSecret), request.oneTimeCode, services.now())
    if (step === null || !(await takeSecondFactorStep(database, account.id, step))) {
      await countFailedSignIn(database, account.id, FAILED_SIGN_INS_ALLOWED, LOCKED_MINUTES)
      await noteSignIn(services, account, 'refused')
      throw new NotSignedIn(
        'wrong-second-factor',
        '动态口令不正确或已用过，请核对手机时间，等下一个口令再试。',
      )
    }
  }
  await noteSignedIn(database, account.id, services.now())
  await noteSignIn(services, account, 'done')
  const viewer = await viewerOf(database, account.id)
  if (!viewer) throw wrong()
  return viewer
}

async function noteSignIn(
  services: Services,
  account: { id: string; countyCode: number },
  outcome: 'done' | 'refused',
) {
  const opening = openingOf(account.countyCode, { range: null, units: [], teams: [], residentId: null })
  await inTransaction(services.database, opening, (db) =>
    writeAudit(
      db,
      services.crypto,
      { accountId: account.id, action: 'sign-in', outcome, at: services.now() },
      [{}],
    ),
  )
}

export function describeViewer(viewer: Viewer): z.input<typeof signedInUser> {
  return {
    user: {
      id: viewer.accountId,
      username: viewer.username,
      name: viewer.name,
      staffId: viewer.staffId,
      residentId: viewer.residentId,
    },
    roles: [...new Set(viewer.roles.map(({ role }) => role))],
    reach: {
      countyCode: viewer.countyCode,
      countyName: viewer.countyName,
      unitCode: viewer.unitCode,
      unitName: viewer.unitName,
      level: levelOf(viewer.unitCode),
      teamIds: [...viewer.teamIds],
    },
    actions: (Object.keys(grants) as Action[]).filter((action) => mayDo(viewer, action)),
    mustChangePassword: viewer.mustChangePassword,
    mustEnrolSecondFactor: viewer.mustEnrolSecondFactor,
  }
}
