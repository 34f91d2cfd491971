import type { ShippedProfile } from '../profile.ts'
import { agreementsWith, asked, computed, figuresWith, grant, sheet, targets, upTo } from './write-profile.ts'

const S0 = '家庭医生签约服务工作计划【篇3】（绵竹）'

/** 绵竹: the family is the unit, one member signs for all, one must sign again to renew, 80 % of the families. */
export const mianzhu: ShippedProfile = {
  code: 'mianzhu',
  name: '绵竹市“家庭式医生”签约方案',
  source: S0,
  policies: {
    agreements: agreementsWith({
      units: ['household'],
      householdSignatory: 'adult-member',
      allowedTermsYears: [1],
      expiryPolicy: 'resign',
      incompleteTeam: 'refused',
    }),
    figures: figuresWith({
      keyPopulations: [
        'elderly',
        'child',
        'pregnant',
        'hypertension',
        'type2-diabetes',
        'severe-mental-disorder',
        'registered-poor',
        'lone-elder',
        'fp-special-family',
        'disabled',
        'low-income',
      ],
      householdSignedBy: 'any-member',
    }),
    targets: targets(`${S0}五(一)`, { 'household-coverage': 80 }),
    'team-minimum': {
      posts: [{ anyOf: ['family-doctor', 'tcm-doctor'] }, { anyOf: ['public-health'] }, { anyOf: ['nurse'] }],
      leaderRoles: ['family-doctor', 'tcm-doctor'],
    },
    'assessment-sheets': [
      sheet({
        code: 'team-year',
        name: '家庭医生团队绩效考核表',
        assessed: 'team',
        cadence: 'year',
        source: `${S0}五(二)：服务数量、服务质量、居民满意度；分值为项目约定`,
        lines: [
          computed('A1', '服务数量：家庭签约率', 40, upTo(80), 'household-coverage'),
          computed('A2', '服务质量：高血压规范管理率', 30, upTo(60), 'hypertension-standardised'),
          asked('A3', '居民满意度', 30, upTo(80), '满意 ÷ 有效答卷'),
          asked('A4', '违法违规行为', 0, { kind: 'veto', of: 'sheet' }, '是否发现违法违规行为'),
        ],
      }),
    ],
    funds: [
      grant({
        code: 'performance-pay',
        name: '绩效工资',
        place: 'township',
        yearEndRule: 'pro-rata',
        source: `${S0}五(二)：岗位工资和绩效工资相结合`,
      }),
    ],
  },
  packages: null,
  clauses: [
    { says: '到年底辖区内签约家庭达到 80%', clause: `${S0}五(一)` },
    { says: '以家庭为签约单位，一位家庭成员书面签约代表全家', clause: `${S0}三(三)` },
    { says: '一年一签，续约应告知签约医生签约并签字确认', clause: `${S0}三(三)` },
    { says: '每个医生团队 3–5 名医务人员，村医为补充', clause: `${S0}三(一)` },
    { says: '每年一次家庭健康状况评估', clause: `${S0}三(四)1(1)` },
    { says: '65岁以上老年人每年一次体检', clause: `${S0}三(四)1(2)` },
    { says: '慢性病人至少每季度回访 1 次', clause: `${S0}三(四)1(3)` },
    { says: '24小时电话咨询', clause: `${S0}六(5)` },
  ],
}
