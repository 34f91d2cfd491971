import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  savePackage as savePackageCall,
  withdrawPackage as withdrawPackageCall,
} from '@qianyue/api/packages.ts'
import { addDays } from '@qianyue/domain/days/local-date.ts'
import { whyNobodyCanChoose } from '@qianyue/domain/packages/choosing.ts'
import { splitFee, whyCannotSplit } from '@qianyue/domain/packages/fee-split.ts'
import {
  agreedPackage,
  containedIn,
  isPaid,
  type PackageVersion,
  packagesOn,
} from '@qianyue/domain/packages/package.ts'
import { codeOf } from '@qianyue/domain/services/own-service.ts'
import { isOwnServiceCode, serviceName } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { allVersions, endVersion, insertVersions, versionById } from './packages.queries.ts'

/** A version as the calls show it, with what it contains. @param others versions it may contain. */
export function describePackage(version: PackageVersion, others: readonly PackageVersion[]) {
  return {
    ...version,
    items: version.items.map((item) => ({ ...item, by: [...item.by], modes: [...item.modes] })),
    shares: [...version.shares],
    needsAnyPopulation: [...version.needsAnyPopulation],
    needsAnyPackage: [...version.needsAnyPackage],
    excludes: [...version.excludes],
    paid: isPaid(version),
    contains: containedIn(version, others).map(({ code, name }) => ({ code, name })),
    allItems: [...agreedPackage(version, others).items],
    feeSplit: splitFee(version.yearlyPriceFen, version.shares),
  }
}

const splitWords = {
  'negative-share': '金额不能为负',
  'payer-twice': '同一付费方只能写一行',
  'shares-exceed-price': '各方承担之和超过了价格',
  'shares-exceed-whole': '各方比例之和超过 100%',
} as const

/**
 * 新增服务包版本: takes the place of the version in force from its first day on. A version that begins in the past would
 * change what was signed under the one before it, so it begins today at the earliest.
 */
export async function savePackage(context: Context, request: RequestOf<typeof savePackageCall>) {
  const { db, today, viewer } = context
  const { packageId, ...content } = request
  const versions = await allVersions(db)
  const before = versions.find(({ id }) => id === packageId)
  if (before) return describePackage(before, packagesOn(before.validFrom, versions))

  const version: PackageVersion = { ...content, id: packageId, validUntil: null }
  const fault = whyCannotSplit(version.yearlyPriceFen, version.shares)
  if (fault) throw new Invalid({ shares: splitWords[fault.fault] })
  const { 'own-services': countys } = await policyAt(db, version.validFrom)
  const unknown = version.items.find(
    ({ service }) => isOwnServiceCode(service) && !countys.some((one) => codeOf(one) === service),
  )
  if (unknown) throw new Invalid({ items: `县定服务里没有“${serviceName(unknown.service)}”` })
  const offered = versions.filter(({ validUntil }) => validUntil === null || validUntil >= version.validFrom)
  const combination = whyNobodyCanChoose(version, versions, offered)[0]
  if (combination) throw new Invalid({ [combination.field]: combination.message })
  if (version.tier === 'basic' && version.yearlyPriceFen > 0) {
    throw new Invalid({ yearlyPriceFen: '基础包免费，不能填写价格' })
  }
  if (version.validFrom < today) {
    throw new Refused('package-version-in-past', `新版本最早从今天（${today}）起生效。`, { earliest: today })
  }
  const own = versions.filter(({ code }) => code === version.code)
  const later = own.find(({ validFrom }) => validFrom >= version.validFrom)
  if (later) {
    throw new Refused('package-version-not-last', `已有 ${later.validFrom} 起生效的版本，新版本须晚于它。`, {
      validFrom: later.validFrom,
    })
  }
  const open = own.find(({ validUntil }) => validUntil === null || validUntil >= version.validFrom)
  if (open) await endVersion(db, open.id, addDays(version.validFrom, -1))
  await insertVersions(db, [version], viewer.accountId)
  context.note({ subject: `package-version ${packageId}` })
  return describePackage(version, packagesOn(version.validFrom, await allVersions(db)))
}

/** 停用: signed agreements keep theirs. */
export async function withdrawPackage(context: Context, request: RequestOf<typeof withdrawPackageCall>) {
  const { db, today } = context
  const { packageId, validUntil } = request
  const version = await versionById(db, packageId)
  if (!version) throw new NotFound('package version')
  if (validUntil < addDays(today, -1) || validUntil < version.validFrom) {
    throw new Invalid({ validUntil: '停用日期不能早于昨天，也不能早于生效日' })
  }
  await endVersion(db, packageId, validUntil)
  context.note({ subject: `package-version ${packageId}` })
  const versions = await allVersions(db)
  return describePackage({ ...version, validUntil }, packagesOn(version.validFrom, versions))
}
