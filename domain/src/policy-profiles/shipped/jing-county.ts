import { type DefaultPackage, defaultPackages } from '../../packages/default-packages.ts'
import { defaultProposalRules } from '../../packages/default-proposals.ts'
import type { ShippedProfile } from '../profile.ts'
import { figuresWith, targets } from './write-profile.ts'

const S0 = '家庭医生签约服务工作计划【篇2】（泾县）'

/** 基础服务包的主要内容为基本公共卫生服务和转诊指导服务: every free package has the guidance on referral. */
function withReferral(one: DefaultPackage): DefaultPackage {
  if (one.tier !== 'basic' || one.items.some(({ service }) => service === 'referral')) return one
  return {
    ...one,
    items: [
      ...one.items,
      {
        service: 'referral',
        times: 1,
        every: 'on-need',
        by: ['family-doctor', 'village-doctor'],
        modes: ['clinic', 'home', 'phone'],
        unitPriceFen: 0,
      },
    ],
  }
}

/** 泾县: free and paid packages in steps, each containing the one below; the poor with a chronic disease get the first paid one. */
export const jingCounty: ShippedProfile = {
  code: 'jing-county',
  name: '泾县分级服务包方案',
  source: S0,
  policies: {
    'package-proposals': defaultProposalRules,
    figures: figuresWith({
      specialPopulations: ['registered-poor', 'fp-special-family'],
      specialAtHomeOnly: false,
    }),
    targets: targets(`${S0}二(二)1`, { 'special-coverage': 100, 'poor-primary-package': 100 }),
  },
  packages: defaultPackages.map(withReferral),
  clauses: [
    { says: '基础服务包：基本公共卫生服务和转诊指导服务，免费', clause: `${S0}一` },
    { says: '有偿服务包均含相应人群的基础服务包', clause: `${S0}一` },
    { says: '中级包包含初级包，高级包包含中级和初级包', clause: `${S0}一` },
    { says: '贫困人口中的高血压、糖尿病患者签订有偿初级包', clause: `${S0}二(二)1` },
    { says: '其他贫困人口签订基础服务包', clause: `${S0}二(二)1` },
    { says: '计生特扶家庭和建档立卡贫困人口全覆盖', clause: `${S0}二(二)1` },
    { says: '价格和项目未列出，用示例县的价格', clause: '未定（questions.md C11）' },
  ],
}
