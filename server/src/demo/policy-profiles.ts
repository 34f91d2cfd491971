import { dayOf, yearOf } from '@qianyue/domain/days/local-date.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import type { Context } from '../http/context.ts'
import { draftProfile, saveProfile } from '../policy-profiles/edit-profile.ts'
import { publishProfile } from '../policy-profiles/publish-profile.ts'
import { demoId } from './dice.ts'

/**
 * 政策方案: next year's notice, published; a draft that begins from a document of another county; and one that is not right
 * yet, so that its faults are seen.
 */
export async function writeDemoProfiles(context: Context, bureau: Pick<Context['viewer'], 'accountId'>) {
  const by: Context = { ...context, viewer: { ...context.viewer, ...bureau } }
  const year = yearOf(context.today)
  const next = year + 1
  const notice = (number: number, name: string) => ({
    id: demoId('policy-profile', number),
    name,
    source: `示范县卫健〔${year}〕${20 + number}号`,
  })

  const published = notice(1, `${next}年家庭医生签约服务方案`)
  const { caps, agreements } = nationalDefault2022
  await draftProfile(by, { ...published, from: { kind: 'in-force' } })
  await saveProfile(by, {
    ...published,
    revision: 1,
    content: {
      policies: {
        caps: { ...caps, perDoctor: { persons: 1500, households: null } },
        agreements: { ...agreements, noticeDays: 45 },
      },
      packages: null,
    },
  })
  await publishProfile(by, { id: published.id, validFrom: dayOf(next, 1, 1)! })

  await draftProfile(by, {
    ...notice(2, '村医责任制试点方案（讨论稿）'),
    from: { kind: 'shipped', code: 'jiangxi-70-30' },
  })
  const unfinished = notice(3, '个性化服务包调整（起草中）')
  await draftProfile(by, { ...unfinished, from: { kind: 'in-force' } })
  await saveProfile(by, {
    ...unfinished,
    revision: 1,
    content: { policies: { caps: { ...caps, warnAtPercent: 0 } }, packages: null },
  })
}
