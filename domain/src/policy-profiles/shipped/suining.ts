import { type DefaultPackage, defaultPackages } from '../../packages/default-packages.ts'
import { defaultProposalRules } from '../../packages/default-proposals.ts'
import type { PackageItem } from '../../packages/package.ts'
import { nationalDefault2022 } from '../../policy/policy.ts'
import type { ShippedProfile } from '../profile.ts'
import { agreementsWith, asked, computed, grant, sheet, upTo } from './write-profile.ts'

const S3 = '签约服务工作方案（睢宁县某卫生院）'

/** 特需服务 at the resident's own cost, limited in number so that its quality holds. Prices are to be agreed (C11). */
function specialNeed(
  code: string,
  name: string,
  yuan: number,
  items: readonly PackageItem[],
): DefaultPackage {
  return {
    code,
    name,
    group: 'special-need',
    tier: 'primary',
    items,
    yearlyPriceFen: yuan * 100,
    shares: [],
    needsAnyPopulation: [],
    needsAnyPackage: ['general-basic'],
    excludes: [],
    maxPersons: 200,
  }
}

const atHome = (service: string, times: number, yuan: number): PackageItem => ({
  service,
  times,
  every: 'year',
  by: ['village-doctor', 'family-doctor', 'nurse'],
  modes: ['home', 'clinic'],
  unitPriceFen: yuan * 100,
})

/** 睢宁: basic and special-need service, four core figures each quarter, points by the day, money back where service failed. */
export const suining: ShippedProfile = {
  code: 'suining',
  name: '睢宁县乡村医生签约服务方案',
  source: S3,
  policies: {
    agreements: agreementsWith({
      units: ['household', 'person'],
      refundOn: { ...nationalDefault2022.agreements.refundOn, 'provider-fault': 'full' },
    }),
    'assessment-sheets': [
      sheet({
        code: 'village-quarter',
        name: '村卫生室签约服务季度督导表',
        assessed: 'village',
        cadence: 'quarter',
        source: `${S3}四3：签约率、签约服务率、个性化签约率、签约对象满意度；分值为项目约定`,
        lines: [
          computed('A1', '签约率', 25, upTo(60), 'coverage'),
          computed('A2', '签约服务率', 25, upTo(100), 'served'),
          computed('A3', '个性化签约率', 25, upTo(10), 'personalised'),
          asked('A4', '签约对象满意度', 25, upTo(90), '满意 ÷ 有效答卷'),
        ],
      }),
    ],
    points: nationalDefault2022.points,
    // Nobody is proposed a paid package: what is paid is a special need that one asks for.
    'package-proposals': defaultProposalRules.filter(({ relief }) => !relief),
    funds: [
      grant({
        code: 'special-need-fees',
        name: '特需服务收费',
        kind: 'contract-fee',
        amountBy: 'contract-fees',
        place: 'village',
        source: `${S3}四2一：收入用于对直接开展签约服务村医的补偿`,
      }),
      grant({ code: 'award', name: '签约服务专项（以奖代补）', source: `${S3}四2二` }),
    ],
  },
  packages: [
    ...defaultPackages.filter(({ tier, group }) => tier === 'basic' && group !== 'special-need'),
    specialNeed('special-tcm', '中医特需包', 120, [atHome('tcm-care', 6, 20)]),
    specialNeed('special-rehabilitation', '康复特需包', 180, [atHome('rehabilitation', 6, 30)]),
    specialNeed('special-tests', '检查特需包', 100, [
      atHome('fasting-glucose', 6, 5),
      atHome('urine-test', 2, 15),
      atHome('blood-lipid-test', 1, 40),
    ]),
  ],
  clauses: [
    { says: '家庭签约和个体签约相结合', clause: `${S3}一(二)` },
    { says: '基础服务与特需服务相结合，按内容区别收取费用', clause: `${S3}二(二)2⑷` },
    { says: '特需服务控制服务人群总人数（限额 200 人为项目约定）', clause: `${S3}二(二)2⑷` },
    { says: '满意度低、服务不到位必须退还相关费用', clause: `${S3}二(二)2⑻` },
    { says: '特需服务收入用于直接开展签约服务的村医', clause: `${S3}四2一` },
    { says: '以奖代补', clause: `${S3}四2二` },
    { says: '四项核心指标考核，每季度督导，日常积分制', clause: `${S3}四3` },
    { says: '24小时全科咨询', clause: `${S3}二(二)2⑸` },
  ],
}
