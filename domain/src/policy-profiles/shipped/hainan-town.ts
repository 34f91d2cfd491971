import type { ShippedProfile } from '../profile.ts'
import { agreementsWith, asked, computed, figuresWith, grant, sheet, targets, upTo } from './write-profile.ts'

const S0 = '家庭医生签约服务工作计划【篇1】（海南某镇）'

/** 海南某镇: the village doctor is the contracting side, silence renews, special people at home in full. */
export const hainanTown: ShippedProfile = {
  code: 'hainan-town',
  name: '海南某镇家庭医生签约服务方案',
  source: S0,
  policies: {
    agreements: agreementsWith({ allowedTermsYears: [1], expiryPolicy: 'auto-renew' }),
    figures: figuresWith({
      keyPopulations: [
        'hypertension',
        'type2-diabetes',
        'tuberculosis',
        'severe-mental-disorder',
        'pregnant',
        'child',
      ],
      specialPopulations: ['registered-poor', 'destitute', 'low-income', 'fp-special-family'],
      specialAtHomeOnly: true,
    }),
    targets: targets(`${S0}二`, { 'key-coverage': 30, 'special-coverage': 100 }),
    'team-minimum': {
      posts: [{ anyOf: ['village-doctor', 'family-doctor', 'tcm-doctor'] }],
      leaderRoles: ['village-doctor', 'family-doctor', 'tcm-doctor'],
    },
    'assessment-sheets': [
      sheet({
        code: 'village-month',
        name: '村医签约服务月度审核表',
        assessed: 'village',
        cadence: 'month',
        source: `${S0}三(二)、六(二)；分值为项目约定`,
        lines: [
          computed('A1', '服务数量：重点人群签约率', 35, upTo(30), 'key-coverage'),
          computed('A2', '服务质量：签约居民健康评估', 35, upTo(100), 'first-assessment'),
          asked('A3', '签约对象满意度', 30, upTo(90), '满意 ÷ 有效答卷'),
        ],
      }),
    ],
    funds: [
      grant({
        code: 'basic-grant',
        name: '签约服务补助经费',
        place: 'township',
        yearEndRule: 'pro-rata',
        source: `${S0}五、六(二)：与签约数量、服务质量和公共卫生服务提供量挂钩`,
      }),
    ],
  },
  packages: null,
  clauses: [
    { says: '重点人群（在家常住人口为主）签约服务率 30% 以上', clause: `${S0}二` },
    { says: '建档立卡、特困、低保、计生特殊人群在家人员签约 100%', clause: `${S0}二` },
    { says: '重点人群：高血压、糖尿病、肺结核、重性精神病、妇保、儿保', clause: `${S0}一` },
    { says: '每年对签约居民不少于 1 次健康状况评估', clause: `${S0}三(三)` },
    { says: '协议一年一签，没有提出解约视为自动续约', clause: `${S0}四(三)` },
    { says: '签约对象可以是村医个人，也可以是团队，但应明确负责人', clause: `${S0}四(二)` },
    { says: '签约档案由卫生院、村卫生室各存一份，卫生院每月审核', clause: `${S0}三(二)` },
    { says: '签约服务人口不再重复拉入公共卫生服务考核和补偿', clause: `${S0}五` },
  ],
}
