import type { ShippedProfile } from '../profile.ts'
import {
  agreementsWith,
  asked,
  capsOf,
  computed,
  figuresWith,
  grant,
  sheet,
  targets,
  upTo,
} from './write-profile.ts'

const S2 = '阆中市石滩镇家庭医生签约服务实施方案（2017-06-28）'

/** 阆中石滩: 50 % of everybody, all of the poor, 80 % of other key people; teams of one or two villages. */
export const langzhong: ShippedProfile = {
  code: 'langzhong-shitan',
  name: '阆中市石滩镇签约服务方案（50/100/80）',
  source: S2,
  policies: {
    caps: capsOf({ villages: 2 }),
    agreements: agreementsWith({ units: ['household', 'person'] }),
    figures: figuresWith({
      keyPopulations: [
        'elderly',
        'pregnant',
        'child',
        'hypertension',
        'type2-diabetes',
        'tuberculosis',
        'severe-mental-disorder',
        'disabled',
        'fp-special-family',
        'copd',
        'cancer',
        'bed-ridden',
      ],
      specialPopulations: ['registered-poor', 'low-income', 'five-guarantee'],
      specialAtHomeOnly: false,
    }),
    targets: targets(`${S2}三`, { coverage: 50, 'special-coverage': 100, 'key-coverage': 80 }),
    'team-minimum': {
      posts: [
        { anyOf: ['village-doctor'] },
        { anyOf: ['family-doctor', 'tcm-doctor'] },
        { anyOf: ['nurse'] },
        { anyOf: ['public-health'] },
      ],
      leaderRoles: ['family-doctor', 'tcm-doctor'],
    },
    'assessment-sheets': [
      sheet({
        code: 'team-year',
        name: '签约服务团队绩效考核表',
        assessed: 'team',
        cadence: 'year',
        source: `${S2}十：满意度、户数、人数、数量、落实、人员工作；分值为项目约定`,
        lines: [
          asked('A1', '满意度', 20, upTo(90), '满意 ÷ 有效答卷'),
          computed('A2', '签约户数', 15, upTo(50), 'household-coverage'),
          computed('A3', '签约人数', 15, upTo(50), 'coverage'),
          computed('A4', '服务数量', 20, upTo(100), 'served'),
          computed('A5', '服务落实情况', 20, upTo(80), 'full-fulfilment'),
          asked(
            'A6',
            '每月下村巡诊',
            10,
            { kind: 'proportional-times', targetTimes: 24 },
            '本年下村巡诊次数',
          ),
        ],
      }),
    ],
    funds: [
      grant({
        code: 'performance-pay',
        name: '签约服务绩效',
        place: 'township',
        yearEndRule: 'pro-rata',
        source: `${S2}十：纳入绩效考核`,
      }),
    ],
  },
  packages: null,
  clauses: [
    { says: '签约服务覆盖 50% 以上', clause: `${S2}三` },
    { says: '贫困人口（建档立卡、低保、五保）签约 100%', clause: `${S2}三` },
    { says: '其他重点人群签约 80% 以上', clause: `${S2}三` },
    { says: '每个团队负责 1–2 个村', clause: `${S2}五` },
    { says: '团队：乡村医生、执业医师、护士、公卫人员', clause: `${S2}五` },
    { says: '免收一般诊疗费，其他按一级医院收费标准', clause: `${S2}七2` },
    { says: '慢性病、精神病每年不少于 4 次面对面随访', clause: `${S2}附件2` },
    { says: '65岁以上每年体检一次', clause: `${S2}附件2` },
    { says: '健教材料每年不少于 1 份，活动信息不少于 1 次', clause: `${S2}附件2` },
    { says: '每月不少于两次下村组巡诊', clause: `${S2}九6` },
    { says: '重点人群每年进行一次梳理', clause: `${S2}九3` },
  ],
}
