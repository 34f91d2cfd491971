import { of, quarterly, rule } from '../../duties/write-rule.ts'
import { nationalDefault2022 } from '../../policy/policy.ts'
import type { ShippedProfile } from '../profile.ts'
import { agreementsWith, asked, capsOf, computed, figuresWith, grant, sheet, upTo } from './write-profile.ts'

const S0 = '家庭医生签约服务工作计划【篇6】（村级团队）'

/** 村级团队: up to 10,000 people a team of five posts, children to 36 months, pay by workload and score. */
export const villageTeam: ShippedProfile = {
  code: 'village-team',
  name: '村级家庭医生团队工作计划',
  source: S0,
  policies: {
    caps: capsOf({ persons: 10_000 }),
    agreements: agreementsWith({ allowedTermsYears: [1, 2, 3], expiryPolicy: 'auto-renew' }),
    ages: { ...nationalDefault2022.ages, childUntilYears: 3 },
    figures: figuresWith({
      keyPopulations: [
        'elderly',
        'pregnant',
        'child',
        'hypertension',
        'type2-diabetes',
        'severe-mental-disorder',
        'disabled',
        'fp-special-family',
        'registered-poor',
        'lone-elder',
      ],
    }),
    'team-minimum': {
      posts: [
        { anyOf: ['county-expert', 'specialist'] },
        { anyOf: ['family-doctor', 'tcm-doctor'] },
        { anyOf: ['nurse'] },
        { anyOf: ['public-health'] },
        { anyOf: ['village-doctor', 'assistant', 'social-worker', 'volunteer'] },
      ],
      leaderRoles: ['family-doctor', 'tcm-doctor'],
    },
    duties: {
      ...nationalDefault2022.duties,
      rules: [
        ...nationalDefault2022.duties.rules,
        rule(
          'diabetes-fasting-glucose',
          'fasting-glucose',
          of('type2-diabetes'),
          quarterly,
          `${S0}三(四)4：每年进行4次免费空腹血糖检测`,
          { lateDays: 15 },
        ),
      ],
    },
    'assessment-sheets': [
      sheet({
        code: 'team-quarter',
        name: '家庭医生团队季度考核表',
        assessed: 'team',
        cadence: 'quarter',
        source: `${S0}五：工作量、真实性、居民满意度；分值为项目约定`,
        lines: [
          computed('A1', '工作量：签约服务率', 40, upTo(100), 'served'),
          asked('A2', '真实性', 25, { kind: 'deduction', perFault: 5 }, '查实不真实的服务份数'),
          asked('A3', '居民满意度', 25, upTo(90), '满意 ÷ 有效答卷'),
          asked('A4', '每季度培训', 5, { kind: 'proportional-times', targetTimes: 1 }, '本季度培训次数'),
          asked('A5', '每月团队会议', 5, { kind: 'proportional-times', targetTimes: 3 }, '本季度会议次数'),
        ],
      }),
    ],
    funds: [
      grant({
        code: 'workload-pay',
        name: '签约服务绩效',
        advanceBasisPoints: 0,
        yearEndRule: 'pro-rata',
        source: `${S0}五：按工作量及考核得分进行绩效发放`,
      }),
    ],
  },
  packages: null,
  clauses: [
    { says: '每个团队覆盖不超过 10000 人', clause: `${S0}三(一)` },
    {
      says: '团队：1名县级专家、1名全科医生或医师、1名护师、1名公卫人员及村级工作人员',
      clause: `${S0}三(一)`,
    },
    { says: '每位居民同期只能选择 1 名家庭医生', clause: `${S0}三(二)` },
    { says: '签约周期不少于一年，期满自动续约或另选', clause: `${S0}三(二)` },
    { says: '儿童为 0-36 个月', clause: `${S0}三(二)` },
    { says: '老年人每年 1 次健康管理、1 次中医健康管理', clause: `${S0}三(四)3` },
    { says: '慢性病随访每季度不少于 1 次，2型糖尿病每年 4 次空腹血糖', clause: `${S0}三(四)4` },
    { says: '残疾人、失独家庭、孤寡老人每年不少于一次随访和健康教育', clause: `${S0}三(四)6` },
    { says: '居家传染病患者至少 1 次访视', clause: `${S0}三(四)7` },
    { says: '90岁以上、行动不便的上门服务', clause: `${S0}三(四)9` },
    { says: '培训每季度至少一次，每月召开团队会议', clause: `${S0}四1、2` },
    { says: '按工作量及考核得分进行绩效发放', clause: `${S0}五` },
  ],
}
