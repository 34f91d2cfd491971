import type { Population } from '../populations/population.ts'
import type { ProposalRule } from './proposing.ts'

function forGroup(packageCode: string, because: string, population: Population): ProposalRule {
  return { code: packageCode, because, all: [population], any: [], packageCode, relief: false }
}

function forPoorWith(disease: Population, packageCode: string, because: string): ProposalRule {
  return {
    code: `poor-${packageCode}`,
    because,
    all: ['registered-poor', disease],
    any: [],
    packageCode,
    relief: true,
  }
}

/**
 * Who is proposed what. Source: S0 篇2二(二)1 贫困人口中的高血压、糖尿病患者签订有偿初级包，其他贫困人口签订基础服务包;
 * contract-policy.md §13 `paidPackageForPoor`; the rest: each population its own basic package.
 */
export const defaultProposalRules: readonly ProposalRule[] = [
  forPoorWith(
    'hypertension',
    'hypertension-primary',
    '建档立卡贫困人口中的高血压患者签订有偿初级包，个人部分由政策减免',
  ),
  forPoorWith(
    'type2-diabetes',
    'diabetes-primary',
    '建档立卡贫困人口中的糖尿病患者签订有偿初级包，个人部分由政策减免',
  ),
  forGroup('hypertension-basic', '高血压患者', 'hypertension'),
  forGroup('diabetes-basic', '2型糖尿病患者', 'type2-diabetes'),
  forGroup('elderly-basic', '65岁及以上老年人', 'elderly'),
  forGroup('child-basic', '0-6岁儿童', 'child'),
  forGroup('maternal-basic', '孕产妇', 'pregnant'),
  forGroup('mental-basic', '严重精神障碍患者', 'severe-mental-disorder'),
  forGroup('tuberculosis-basic', '肺结核患者', 'tuberculosis'),
  forGroup('disabled-basic', '残疾人', 'disabled'),
  {
    code: 'general-basic',
    because: '每位签约居民都有的基础服务包',
    all: [],
    any: [],
    packageCode: 'general-basic',
    relief: false,
  },
]
