import {
  listPackages,
  savePackage as savePackageCall,
  withdrawPackage as withdrawCall,
} from '@qianyue/api/packages.ts'
import { packagesOn } from '@qianyue/domain/packages/package.ts'
import { answer } from '../http/answer.ts'
import { allVersions, versionsOn } from './packages.queries.ts'
import { describePackage, savePackage, withdrawPackage } from './save-package.ts'

export const packageRoutes = [
  answer(listPackages, async ({ db, today }, { on, versions }) => {
    if (versions === 'all') {
      const all = await allVersions(db)
      return all.map((version) => describePackage(version, packagesOn(version.validFrom, all)))
    }
    const offered = await versionsOn(db, on ?? today)
    return offered.map((version) => describePackage(version, offered))
  }),
  answer(savePackageCall, savePackage),
  answer(withdrawCall, withdrawPackage),
]
