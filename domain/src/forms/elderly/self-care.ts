import { elderlySection, selfCareScore } from '../examination/elderly.ts'
import type { Field, Form } from '../form.ts'

const items = ['selfCareEating', 'selfCareWashing', 'selfCareDressing', 'selfCareToileting', 'selfCareMoving']
const results = ['selfCareScore', 'selfCareClass']
const notes: Record<string, string> = {
  selfCareEating:
    '使用餐具将饭菜送入口、咀嚼、吞咽。可自理 0 分，中度依赖（需协助切碎、搅拌）3 分，不能自理 5 分；不设轻度依赖。',
  selfCareWashing:
    '梳头、洗脸、刷牙、剃须、洗澡。可自理 0 分，能独立梳洗而洗澡需协助 1 分，需部分帮助 3 分，不能自理 7 分。',
  selfCareDressing: '穿衣裤、袜子、鞋子。可自理 0 分，需部分帮助 3 分，不能自理 5 分；不设轻度依赖。',
  selfCareToileting:
    '小便、大便及自控。可自理 0 分，偶尔失禁 1 分，经常失禁、需提示和协助 5 分，完全失禁 10 分。',
  selfCareMoving:
    '站立、室内行走、上下楼梯、户外活动。可自理 0 分，借助较小外力 1 分，借助较大外力 5 分，卧床不起 10 分。',
}
const named = (codes: readonly string[]): Field[] =>
  (elderlySection.fields as readonly Field[])
    .filter(({ code }) => codes.includes(code))
    .map((field) => ({
      ...field,
      ...(notes[field.code] ? { note: notes[field.code]!, need: 'required' as const } : {}),
    }))

/** 老年人生活自理能力评估表, the same boxes and points as in the examination. Source: public-health-spec.md §8.1. */
export const elderlySelfCare: Form = {
  code: 'elderly-self-care',
  name: '老年人生活自理能力评估表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）老年人健康管理服务规范，附件 老年人生活自理能力评估表',
  proves: ['elderly-self-care'],
  sections: [
    { code: 'items', name: '评估事项', fields: named(items) },
    { code: 'result', name: '判断评分', fields: named(results) },
    {
      code: 'guidance',
      name: '照护安排',
      fields: [
        { code: 'carer', kind: 'text', name: '主要照护人', maxLength: 30, beyondSheet: true, copyable: true },
        {
          code: 'guidance',
          kind: 'text',
          name: '指导意见',
          maxLength: 200,
          multiline: true,
          beyondSheet: true,
        },
      ],
    },
  ],
  checks: [
    {
      code: 'all-items-scored',
      fields: ['selfCareEating'],
      severity: 'error',
      message: '五项都应评分，否则不能判断自理能力。',
      holds: (values) => selfCareScore(values) !== null,
    },
  ],
}
