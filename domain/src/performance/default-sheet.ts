import type { IndicatorCode } from '../indicators/indicator.ts'
import type { AssessmentSheet, SheetLine } from './assessment-sheet.ts'
import type { ScoringMethod } from './scoring.ts'

/**
 * 团队考核表 where a county has made none of its own: 100 points in five sections, graded at 90, 80 and 70. Weights are a
 * project convention, to be edited by county and year. Source: performance-and-funds.md §3.1.
 */
export const defaultTeamSheet: AssessmentSheet = {
  code: 'team-year',
  name: '家庭医生团队年度考核表',
  assessed: 'team',
  cadence: 'year',
  sections: [
    {
      code: 'A',
      name: '组织管理',
      lines: [
        asked(
          'A1',
          '团队组成齐全，公示五项内容',
          3,
          { kind: 'all-or-nothing' },
          '团队人员是否齐全，五项内容是否公示',
        ),
        asked('A2', '年度计划与职责分工', 2, { kind: 'all-or-nothing' }, '是否有年度计划和职责分工'),
        asked('A3', '每月例会', 2, { kind: 'proportional-times', targetTimes: 12 }, '本年召开例会次数'),
        asked(
          'A4',
          '每季度培训',
          3,
          { kind: 'proportional-times', targetTimes: 4 },
          '本年参加或组织培训的季度数',
        ),
      ],
    },
    {
      code: 'B',
      name: '签约数量',
      lines: [
        computed('B1', '签约率', 8, 40, 'coverage'),
        computed('B2', '重点人群签约率', 10, 80, 'key-coverage'),
        computed('B3', '建档立卡贫困人口签约率', 7, 100, 'coverage-registered-poor'),
      ],
    },
    {
      code: 'C',
      name: '服务数量与质量',
      lines: [
        computed('C1', '重点人群履约率', 10, 70, 'key-fulfilment'),
        computed('C2', '个性化签约率', 5, 10, 'personalised'),
        computed('C3', '高血压规范管理率', 8, 64, 'hypertension-standardised'),
        computed('C4', '65岁及以上老年人体检率', 5, 70, 'elderly-managed'),
        computed('C5', '健康评估与个体方案', 4, 100, 'first-assessment'),
        asked('C6', '转诊闭环', 3, { kind: 'proportional', targetPercent: 95 }, '有回转记录的转诊 ÷ 转诊'),
      ],
    },
    {
      code: 'D',
      name: '真实与规范',
      lines: [
        asked('D1', '档案真实性', 8, { kind: 'deduction', perFault: 2 }, '抽查中查实的虚假档案或服务份数'),
        asked(
          'D2',
          '表单完整率',
          4,
          { kind: 'proportional', targetPercent: 95 },
          '填写完整的表单 ÷ 抽查表单',
        ),
        asked(
          'D3',
          '一体机上传率',
          3,
          { kind: 'proportional', targetPercent: 90 },
          '已上传测量 ÷ 一体机测量',
        ),
        asked(
          'D4',
          '查实大规模造假、重大责任事故或违规收费',
          0,
          { kind: 'veto', of: 'sheet' },
          '本年是否查实',
        ),
      ],
    },
    {
      code: 'E',
      name: '居民评价',
      lines: [
        asked('E1', '满意度', 10, { kind: 'proportional', targetPercent: 90 }, '满意 ÷ 有效答卷'),
        asked('E2', '知晓率', 5, { kind: 'proportional', targetPercent: 80 }, '知晓 ÷ 调查人数'),
      ],
    },
  ],
  grades: [
    { name: '优秀', fromPoints: 90 },
    { name: '良好', fromPoints: 80 },
    { name: '合格', fromPoints: 70 },
    { name: '不合格', fromPoints: 0 },
  ],
  source: '项目约定，各县按年度修改',
}

function computed(
  code: string,
  name: string,
  weight: number,
  targetPercent: number,
  indicator: IndicatorCode,
): SheetLine {
  return {
    code,
    name,
    weight,
    method: { kind: 'proportional', targetPercent },
    value: { from: 'indicator', indicator },
  }
}

function asked(code: string, name: string, weight: number, method: ScoringMethod, ask: string): SheetLine {
  return { code, name, weight, method, value: { from: 'entry', ask, proof: 'required' } }
}
