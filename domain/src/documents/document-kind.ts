/**
 * The papers a county prints for a resident. Sources: requirements R014, R095, R106–R108, R116, R117;
 * contract-policy.md §4.4.
 */
export const documentKinds = {
  agreement: '家庭医生签约服务协议书',
  'service-card': '家庭医生签约服务卡',
  'contact-card': '家庭医生联系卡',
  'resident-letter': '致居民一封信',
} as const

export type DocumentKind = keyof typeof documentKinds

export const allDocumentKinds = Object.keys(documentKinds) as DocumentKind[]

/** How a kind of paper is laid out. Lengths in millimetres, type in points. */
export type PaperLayout = {
  widthMm: number
  heightMm: number
  marginMm: number
  bodyPt: number
  /** Cards are put side by side on A4 sheets to be cut; pages are not. */
  cutFromA4: boolean
  /** 第 n 页 共 n 页 at the foot. */
  numbered: boolean
}

export const paperLayouts: Record<DocumentKind, PaperLayout> = {
  agreement: { widthMm: 210, heightMm: 297, marginMm: 20, bodyPt: 10.5, cutFromA4: false, numbered: true },
  'service-card': { widthMm: 148, heightMm: 210, marginMm: 9, bodyPt: 9.5, cutFromA4: true, numbered: false },
  'contact-card': { widthMm: 90, heightMm: 54, marginMm: 4, bodyPt: 7.5, cutFromA4: true, numbered: false },
  // 大字: for readers of seventy and more, twice the size of an ordinary official letter's smallest type.
  'resident-letter': {
    widthMm: 210,
    heightMm: 297,
    marginMm: 24,
    bodyPt: 16,
    cutFromA4: false,
    numbered: false,
  },
}
