/**
 * How a service was given (随访方式). The national sheets know 1 门诊, 2 家庭, 3 电话; online and group are local
 * additions without a code of their own. Source: code-lists.md §6.
 */
export const serviceModes = {
  clinic: { name: '门诊', officialCode: 1 },
  home: { name: '家庭', officialCode: 2 },
  phone: { name: '电话', officialCode: 3 },
  online: { name: '线上', officialCode: null },
  group: { name: '集中', officialCode: null },
} as const

export type ServiceMode = keyof typeof serviceModes

/**
 * 面对面: a telephone or online contact is a contact, but none of the four face-to-face follow-ups a year.
 * Source: N3-07 and N3-08, 随访评估; glossary.md §2.
 */
export function isFaceToFace(mode: ServiceMode): boolean {
  return mode === 'clinic' || mode === 'home' || mode === 'group'
}
