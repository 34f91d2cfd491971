import { defaultPackages } from '../../packages/default-packages.ts'
import { nationalDefault2022 } from '../../policy/policy.ts'
import type { ShippedProfile } from '../profile.ts'
import { targets } from './write-profile.ts'

const P2022 = '关于推进家庭医生签约服务高质量发展的指导意见（国卫基层发〔2022〕10号）'

/** What holds where a county has decided nothing, with the aims of 2035. */
export const national2022: ShippedProfile = {
  code: 'national-2022',
  name: '国家2022年指导意见（默认）',
  source: P2022,
  policies: {
    ...nationalDefault2022,
    // The aims are those of one year for the whole country: a draft does not move them to its own.
    targets: targets(P2022, { coverage: 75, 'key-coverage': 85 }, 2035),
  },
  packages: defaultPackages,
  clauses: [
    { says: '2035年签约覆盖率 75% 以上，重点人群 85% 以上', clause: `${P2022}（待核）` },
    { says: '从2022年起每年提升 1–3 个百分点，须按上年实际逐年设定目标', clause: P2022 },
    { says: '可签 1、2、3 年', clause: `${P2022}（待核）` },
    { says: '签约服务费用于人员薪酬的比例一般不低于 70%', clause: `${P2022}（待核）` },
    {
      says: '每名家庭医生签约原则上不超过 2000 人',
      clause: '关于规范家庭医生签约服务管理的指导意见（2018，待核）',
    },
  ],
}
