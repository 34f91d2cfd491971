/**
 * The service catalogue (服务目录): everything that can be owed to a resident, with the record forms that prove it.
 * An agreement item and a rule of the specification name a service by its code, so that two sources which owe the
 * same service can be seen to owe it once.
 * Source: N3 (public-health-spec.md §1–§16) and contract-policy.md §6.
 */

/** 基本公共卫生 · 基本医疗 · 健康综合服务. Source: contract-policy.md §6, three branches. */
export type ServiceCategory = 'public-health' | 'basic-medical' | 'integrated'

export const serviceCategories: Record<ServiceCategory, string> = {
  'public-health': '基本公共卫生',
  'basic-medical': '基本医疗',
  integrated: '健康综合服务',
}

export type Service = {
  name: string
  category: ServiceCategory
  /** 面对面: a telephone call or a message does not count. Source: glossary.md §2, 面对面随访. */
  faceToFace: boolean
  /** Other services whose general record proves this one too: one examination serves every yearly examination owed. */
  provenBy?: readonly string[]
}

/** 其他服务记录: the form that proves any service which has none of its own; it names the service. */
export const GENERAL_SERVICE_FORM = 'general-service'

const publicHealth = (name: string): Service => ({
  name,
  category: 'public-health',
  faceToFace: true,
})
const medical = (name: string, faceToFace = true): Service => ({
  name,
  category: 'basic-medical',
  faceToFace,
})
const integrated = (name: string, faceToFace: boolean): Service => ({
  name,
  category: 'integrated',
  faceToFace,
})

const examinations = ['health-examination', 'elderly-examination', 'chronic-examination'] as const

/** 健康体检: the examination form is one for the elderly, chronic patients and severe mental disorder (N3-01). */
const examination = (name: string): Service => ({
  ...publicHealth(name),
  provenBy: examinations,
})

export const services = {
  'hypertension-follow-up': publicHealth('高血压患者随访'),
  'type2-diabetes-follow-up': publicHealth('2型糖尿病患者随访'),
  'fasting-glucose': publicHealth('空腹血糖检测'),
  'blood-pressure-check': publicHealth('血压测量'),
  'health-assessment': publicHealth('健康评估'),
  'health-plan': publicHealth('个性化服务计划'),
  'health-examination': examination('健康体检'),
  'elderly-examination': examination('老年人健康体检'),
  'chronic-examination': examination('慢性病患者健康体检'),
  'tcm-constitution': publicHealth('老年人中医体质辨识'),
  'tcm-child': publicHealth('0-36个月儿童中医药健康指导'),
  'severe-mental-disorder-follow-up': publicHealth('严重精神障碍患者随访'),
  'severe-mental-disorder-assessment': publicHealth('严重精神障碍患者纳入评估'),
  'tuberculosis-follow-up': publicHealth('肺结核患者随访'),
  'tuberculosis-first-visit': publicHealth('肺结核患者第一次入户'),
  'tuberculosis-supervision': publicHealth('肺结核患者督导服药'),
  'tuberculosis-closing': publicHealth('肺结核患者结案评估'),
  'copd-follow-up': publicHealth('慢阻肺患者随访'),
  'newborn-home-visit': publicHealth('新生儿家庭访视'),
  'child-health-check': publicHealth('儿童健康检查'),
  vaccination: publicHealth('预防接种'),
  'antenatal-booking': publicHealth('孕早期建册与第1次产前检查'),
  'antenatal-check': publicHealth('产前检查随访'),
  'postpartum-visit': publicHealth('产后访视'),
  'postpartum-42-day-check': publicHealth('产后42天健康检查'),
  'health-education': { ...publicHealth('健康教育与资料发放'), faceToFace: false },
  'activity-notice': { ...publicHealth('健康活动告知'), faceToFace: false },
  'yearly-home-visit': publicHealth('重点人群年度走访'),
  'infectious-disease-visit': publicHealth('居家传染病患者访视'),
  'infectious-disease-report': { ...publicHealth('传染病报告'), faceToFace: false },
  'elderly-self-care': publicHealth('老年人生活自理能力评估'),
  'elderly-screening': publicHealth('老年人认知与情感粗筛'),
  'result-recheck': { ...publicHealth('异常结果复查'), faceToFace: false },
  consultation: medical('常见病、多发病诊疗'),
  'medication-guidance': medical('用药指导', false),
  'long-prescription': medical('长期处方'),
  'liver-kidney-test': medical('肝肾功能检测'),
  'blood-lipid-test': medical('血脂检测'),
  'urine-test': medical('尿常规检测'),
  electrocardiogram: medical('心电图检查'),
  'abdominal-ultrasound': medical('腹部B超检查'),
  hba1c: medical('糖化血红蛋白检测'),
  referral: medical('优先预约与转诊', false),
  'home-visit': integrated('上门服务', true),
  'home-bed': integrated('家庭病床', true),
  'home-nursing': integrated('家庭护理', true),
  rehabilitation: integrated('康复指导', true),
  'tcm-care': integrated('中医药保健', true),
  'psychological-counselling': integrated('心理疏导', false),
  'nutrition-guidance': integrated('膳食营养指导', false),
  'phone-consultation': integrated('电话健康咨询', false),
  'discharge-follow-up': integrated('出院后随访', false),
} as const satisfies Record<string, Service>

export type CatalogueCode = keyof typeof services
/** A county's own service is known by its name: `own-助浴`. */
export type OwnServiceCode = `own-${string}`
export type ServiceCode = CatalogueCode | OwnServiceCode

const OWN = 'own-'
/** No colon and no blank: codes stand in the keys of duties and of sheets. */
const ownName = /^[\p{Script=Han}\p{L}\p{N}（）、·+-]{2,30}$/u

export function isCatalogueCode(code: string): code is CatalogueCode {
  return Object.hasOwn(services, code)
}

export function isOwnServiceCode(code: string): code is OwnServiceCode {
  return code.startsWith(OWN) && isOwnServiceName(code.slice(OWN.length))
}

/** Whether a county may call a service so: two to thirty characters, without blanks and colons. */
export function isOwnServiceName(name: string): boolean {
  return ownName.test(name)
}

export function ownServiceCode(name: string): OwnServiceCode {
  return `${OWN}${name}`
}

/** Whether a code can be that of a service: of the catalogue, or of a county. */
export function isServiceCode(code: string): code is ServiceCode {
  return isCatalogueCode(code) || isOwnServiceCode(code)
}

/** What a service is called; the code itself for one that the catalogue no longer has. */
export function serviceName(code: string): string {
  if (isCatalogueCode(code)) return services[code].name
  return isOwnServiceCode(code) ? code.slice(OWN.length) : code
}
