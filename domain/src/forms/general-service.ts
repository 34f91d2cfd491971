import { type CatalogueCode, GENERAL_SERVICE_FORM, services } from '../services/services.ts'
import type { Form } from './form.ts'

const catalogue = (Object.keys(services) as CatalogueCode[]).map((code) => ({
  code,
  name: services[code].name,
}))

/**
 * 服务记录单: for services of the catalogue that have no sheet of their own. What was agreed is proven by naming the
 * service, what was done and how it came out. Source: contract-policy.md §6; service card of S3 文1 (每次服务记录).
 */
export const generalService = {
  code: GENERAL_SERVICE_FORM,
  name: '服务记录单',
  version: 1,
  source: '家庭医生签约服务记录（服务卡），家庭医生签约服务协议服务内容',
  sections: [
    {
      code: 'service',
      name: '服务',
      fields: [
        { code: 'service', kind: 'choice', name: '服务项目', need: 'required', options: catalogue },
        {
          code: 'content',
          kind: 'text',
          name: '服务内容',
          need: 'expected',
          maxLength: 500,
          multiline: true,
        },
        { code: 'result', kind: 'text', name: '服务结果', maxLength: 500, multiline: true },
        { code: 'advice', kind: 'text', name: '指导建议', maxLength: 500, multiline: true },
      ],
    },
  ],
} as const satisfies Form
