import type { ShippedProfile } from '../profile.ts'
import {
  agreementsWith,
  asked,
  capsOf,
  computed,
  figuresWith,
  labour,
  otherIncome,
  sheet,
  targets,
  upTo,
} from './write-profile.ts'

const S3 = '乡村医生签约服务实施方案（江西，2017-04-07）'
const S2 = '家庭服务方案篇四（江西w县）'

const ruralKey = figuresWith({
  keyPopulations: [
    'elderly',
    'child',
    'pregnant',
    'hypertension',
    'type2-diabetes',
    'severe-mental-disorder',
  ],
})

/** 江西 50/50: half at the beginning of the year, half after passing. */
export const jiangxiHalf: ShippedProfile = {
  code: 'jiangxi-50-50',
  name: '江西乡村医生签约服务方案（50/50）',
  source: S3,
  policies: {
    agreements: agreementsWith({ allowedTermsYears: [1], expiryPolicy: 'auto-renew' }),
    figures: ruralKey,
    'assessment-sheets': [
      sheet({
        code: 'village-year',
        name: '村卫生室绩效考核表',
        assessed: 'village',
        cadence: 'year',
        source: `${S3}五(二)：日常管理、服务数量质量、满意度；分值为项目约定`,
        lines: [
          asked('A1', '日常管理和常规检查', 30, { kind: 'deduction', perFault: 2 }, '检查发现的问题数'),
          computed('A2', '服务数量：签约服务率', 30, upTo(100), 'served'),
          computed('A3', '服务质量：高血压规范管理率', 20, upTo(60), 'hypertension-standardised'),
          asked('A4', '签约对象满意度', 20, upTo(90), '满意 ÷ 有效答卷'),
        ],
      }),
    ],
    funds: [
      labour({ advanceBasisPoints: 5000, advancePayments: 1, source: `${S3}五(二)` }),
      ...otherIncome(`${S3}五(一)`),
    ],
  },
  packages: null,
  clauses: [
    { says: '年初预拨 50%，剩余 50% 年底绩效考核合格后发放', clause: `${S3}五(二)` },
    { says: '乡医完成 40% 的基本公卫任务', clause: `${S3}五(一)` },
    { says: '一般诊疗费按月核拨', clause: `${S3}五(二)` },
    { says: '收入五部分：防疫津贴、岗位补助、劳务补贴、零差率补贴、一般诊疗费', clause: `${S3}五(一)` },
    { says: '慢性病每年不少于 4 次', clause: `${S3}三(二)` },
    { says: '每年 1 次健康状况评估', clause: `${S3}三(三)` },
    { says: '一年一签，期满自动续（解）约或另选', clause: `${S3}四(三)` },
    { says: '出院后两天内将联系卡反馈至卫生院', clause: `${S3}三(四)` },
  ],
}

/** 江西 70/30: quarterly by the people of the village, 200 families and 1,000 people a doctor, 85 % of the families. */
export const jiangxiSeventy: ShippedProfile = {
  code: 'jiangxi-70-30',
  name: '江西w县乡村医生签约服务方案（70/30）',
  source: S2,
  policies: {
    caps: capsOf({}, { persons: 1000, households: 200 }),
    agreements: agreementsWith({ units: ['household'], allowedTermsYears: [1], expiryPolicy: 'auto-renew' }),
    figures: ruralKey,
    targets: targets(`${S2}(五)`, { 'household-coverage': 85 }),
    'team-minimum': {
      posts: [{ anyOf: ['village-doctor', 'family-doctor'] }],
      leaderRoles: ['village-doctor', 'family-doctor'],
    },
    'assessment-sheets': [
      sheet({
        code: 'village-year',
        name: '村卫生室签约服务年度考核表',
        assessed: 'village',
        cadence: 'year',
        source: `${S2}(四)(五)：入户率、建档率、满意率、真实性、签约率；分值为项目约定`,
        lines: [
          asked('A1', '入户率', 20, upTo(85), '面对面服务的户 ÷ 全部户'),
          asked('A2', '建档率', 20, upTo(90), '建立健康档案的人 ÷ 常住居民'),
          asked('A3', '满意率', 20, upTo(90), '满意 ÷ 有效答卷'),
          asked('A4', '档案真实性', 20, upTo(100), '真实档案 ÷ 抽查档案'),
          computed('A5', '以户为单位的签约率', 20, upTo(85), 'household-coverage'),
        ],
      }),
    ],
    funds: [
      labour({ advanceBasisPoints: 7000, advancePayments: 4, source: `${S2}绩效核拨` }),
      ...otherIncome(`${S2}补偿方式`),
    ],
  },
  packages: null,
  clauses: [
    { says: '每位乡村医生签约 200 户左右，不超过 1000 人', clause: `${S2}(三)签约形式` },
    { says: '70% 按人口数按季发放，30% 年底考核合格后发放', clause: `${S2}绩效核拨` },
    { says: '补助经费到县后 30 天内', clause: `${S2}绩效核拨` },
    { says: '乡医完成 40% 的基本公卫任务', clause: `${S2}补偿方式` },
    { says: '年底前以户为单位签约 85%', clause: `${S2}(五)` },
    { says: '入户率 85%、建档率 90%、满意率 90%、真实性 100%', clause: `${S2}(四)加强督导` },
    { says: '不合格扣发补助并取消下一年度签约资格', clause: `${S2}(三)违约责任` },
    { says: '每年 1 次健康状况评估，慢性病每年不少于 4 次', clause: `${S2}(二)(三)` },
    { says: '以户为单位签订协议，一年一签', clause: `${S2}(二)(三)` },
  ],
}
