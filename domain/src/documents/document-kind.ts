/** The papers a county prints for a resident. Sources: requirements R014, R095, R106–R108, R116, R117; contract-policy.md §4.4. */
export const residentDocuments = {
  agreement: '家庭医生签约服务协议书',
  'service-card': '家庭医生签约服务卡',
  'contact-card': '家庭医生联系卡',
  'resident-letter': '致居民一封信',
} as const

export type ResidentDocument = keyof typeof residentDocuments

/** The papers whose text a county edits: those for a resident, and what a village doctor signs (R114). */
export const documentKinds = {
  ...residentDocuments,
  'responsibility-letter': '家庭医生签约服务责任书',
} as const

export type DocumentKind = keyof typeof documentKinds

/** Papers whose content the program makes, without a text that a county edits. */
export const otherPapers = {
  'service-record': '服务记录',
  'payment-slip': '绩效发放通知单',
  bulletin: '通报',
  'public-board': '公示栏',
  'code-sheet': '服务确认码单',
  'health-plan': '个性化服务计划',
  'examination-list': '体检邀请名单',
  'education-prescription': '健康教育处方',
  'supervision-register': '卫生监督协管登记表',
  'year-plan': '全年服务计划',
  'health-record': '居民健康档案',
  'health-record-card': '居民健康档案信息卡',
} as const

export type PaperKind = DocumentKind | keyof typeof otherPapers

export const allDocumentKinds = Object.keys(documentKinds) as DocumentKind[]
export const allResidentDocuments = Object.keys(residentDocuments) as ResidentDocument[]

/** How a kind of paper is laid out. Lengths in millimetres, type in points. */
export type PaperLayout = {
  widthMm: number
  heightMm: number
  marginMm: number
  bodyPt: number
  /** Several are put on an A4 sheet and cut apart. */
  cutFromA4: boolean
  /** 第 n 页 共 n 页 at the foot. */
  numbered: boolean
  /** Type is made smaller, down to this share of `bodyPt`, so that the paper fits on one page; 1 lets it run over. */
  smallestShare: number
}

const a4 = { widthMm: 210, heightMm: 297, cutFromA4: false }

export const paperLayouts: Record<PaperKind, PaperLayout> = {
  agreement: { ...a4, marginMm: 20, bodyPt: 10.5, numbered: true, smallestShare: 1 },
  'service-card': {
    widthMm: 148.5,
    heightMm: 210,
    marginMm: 10,
    bodyPt: 10,
    cutFromA4: true,
    numbered: false,
    smallestShare: 0.8,
  },
  'contact-card': {
    widthMm: 90,
    heightMm: 54,
    marginMm: 4,
    bodyPt: 8.5,
    cutFromA4: true,
    numbered: false,
    smallestShare: 0.6,
  },
  // Large type, for readers of seventy and more: never below 14 pt.
  'resident-letter': { ...a4, marginMm: 22, bodyPt: 16, numbered: false, smallestShare: 0.875 },
  'responsibility-letter': { ...a4, marginMm: 20, bodyPt: 11, numbered: true, smallestShare: 0.9 },
  'health-plan': { ...a4, marginMm: 18, bodyPt: 16, numbered: false, smallestShare: 0.875 },
  'examination-list': { ...a4, marginMm: 14, bodyPt: 11, numbered: true, smallestShare: 1 },
  'education-prescription': { ...a4, marginMm: 22, bodyPt: 18, numbered: false, smallestShare: 0.8 },
  'supervision-register': { ...a4, marginMm: 14, bodyPt: 10, numbered: true, smallestShare: 1 },
  // Half a sheet for each of the staff of a county.
  'payment-slip': {
    widthMm: 210,
    heightMm: 148.5,
    marginMm: 18,
    bodyPt: 12,
    cutFromA4: true,
    numbered: false,
    smallestShare: 0.75,
  },
  bulletin: { ...a4, marginMm: 24, bodyPt: 14, numbered: true, smallestShare: 1 },
  // Read from a wall, at some distance.
  'public-board': { ...a4, marginMm: 16, bodyPt: 14, numbered: false, smallestShare: 0.7 },
  // For readers of seventy and more, to be kept in a drawer.
  'code-sheet': {
    widthMm: 148.5,
    heightMm: 210,
    marginMm: 11,
    bodyPt: 15,
    cutFromA4: true,
    numbered: false,
    smallestShare: 0.8,
  },
  'year-plan': {
    ...a4,
    widthMm: 297,
    heightMm: 210,
    marginMm: 12,
    bodyPt: 9,
    numbered: true,
    smallestShare: 1,
  },
  'health-record': { ...a4, marginMm: 16, bodyPt: 10.5, numbered: false, smallestShare: 0.75 },
  'health-record-card': {
    widthMm: 148.5,
    heightMm: 105,
    marginMm: 7,
    bodyPt: 9.5,
    cutFromA4: true,
    numbered: false,
    smallestShare: 0.7,
  },
  'service-record': { ...a4, marginMm: 14, bodyPt: 9.5, numbered: true, smallestShare: 0.8 },
}
