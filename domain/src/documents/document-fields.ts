import type { DocumentKind } from './document-kind.ts'

/** `text` stands in a sentence; `block` is a table or a picture and stands alone on its line. */
type DocumentField = { shape: 'text' | 'block'; meaning: string }

const text = (meaning: string): DocumentField => ({ shape: 'text', meaning })
const block = (meaning: string): DocumentField => ({ shape: 'block', meaning })

const providerFields = {
  县区名称: text('县（市、区）名称'),
  甲方机构: text('签约团队所在机构的全称'),
  机构地址: text('签约机构的地址'),
  团队名称: text('家庭医生团队名称'),
  团队长: text('团队长姓名'),
  团队成员: text('全体成员，写明角色，用顿号分开'),
  服务电话: text('团队服务电话'),
  服务时间: text('工作时间和电话咨询时间'),
  指导单位: text('为团队提供技术指导的上级机构'),
  打印日期: text('打印当天，如 2026年11月21日'),
} as const

const termFields = {
  协议编号: text('签约协议的编号'),
  生效日期: text('协议第一天，如 2026年3月1日'),
  到期日期: text('协议最后一天（当天仍有效）'),
  签约期限: text('如 一年'),
} as const

const residentFields = {
  居民姓名: text('居民姓名'),
  居民称呼: text('姓名后加 先生、女士，儿童加 小朋友'),
  性别: text('男、女'),
  年龄: text('周岁，如 72岁'),
  出生日期: text('如 1954年5月2日'),
  居民电话: text('联系电话（打码）'),
  家庭住址: text('户所在的地址'),
  村居名称: text('村（社区）名称'),
  健康档案号: text('居民健康档案编号，17位'),
  重点人群: text('所属重点人群，用顿号分开；没有则为 一般人群'),
  服务包名称: text('约定的服务包，用顿号分开'),
} as const

const agreementFields = {
  ...providerFields,
  ...termFields,
  签约类型: text('首签、续约、改签 或 补签'),
  签约类型勾选: text('四种签约类型，本次的一种已勾选'),
  签约方式: text('门诊签约、入户签约 或 线上签约'),
  签约单位: text('以户为单位 或 个人'),
  原协议到期日: text('续约时上一份协议的最后一天'),
  签订日期: text('双方签字的日期'),
  签约代表: text('乙方签字人姓名'),
  签约代表证件号: text('签字人身份证号；默认打码'),
  签约代表电话: text('签字人电话；默认打码'),
  家庭住址: text('户所在的地址'),
  成员人数: text('本协议覆盖的人数'),
  服务费合计: text('一个周期的服务费，元'),
  医保支付: text('由医保基金支付的部分，元'),
  公卫支付: text('由基本公共卫生经费支付的部分，元'),
  政策减免: text('按政策减免的部分，元'),
  机构承担: text('由签约机构承担的部分，元'),
  其他补助: text('由地方财政或其他补助支付的部分，元'),
  各方承担: text('基金、减免等每一方支付的金额，不支付的不写'),
  个人支付: text('由居民支付的部分，元'),
  双方信息: block('甲乙双方的名称、人员、电话、地址'),
  成员表: block('签约成员：姓名、关系、性别、出生日期、人群、医保'),
  服务清单: block('每位成员的服务包、项目、次数和价格'),
  费用表: block('服务费由谁承担，每位成员一行'),
  签字栏: block('双方签字、盖章和日期'),
  终止栏: block('协议终止时填写：日期、原因、双方签字'),
} as const

const serviceCardFields = {
  ...providerFields,
  ...termFields,
  ...residentFields,
  二维码: block('服务卡的二维码；只含随机卡号，没有个人信息'),
  团队联系表: block('团队成员的角色、姓名和电话'),
  卡片信息: block('持卡人、团队和期限，右侧是二维码'),
  应享服务: block('本周期应享的服务和次数'),
  服务记录格: block('每次服务后由居民签字的空格'),
} as const

const contactCardFields = {
  ...providerFields,
  ...residentFields,
  团队联系表: block('团队成员的角色、姓名和电话'),
} as const

const letterFields = {
  ...providerFields,
  ...termFields,
  ...residentFields,
  团队联系表: block('团队成员的角色、姓名和电话'),
  应享服务: block('本周期应享的服务和次数'),
} as const

const responsibilityFields = {
  县区名称: providerFields.县区名称,
  甲方机构: text('乡镇卫生院（社区卫生服务中心）的全称'),
  机构地址: text('甲方的地址'),
  机构电话: text('甲方的电话'),
  医生姓名: text('签订责任书的医生'),
  资质: text('如 乡村医生'),
  执业证号: text('医生的执业证号'),
  执业机构: text('医生所在的卫生室或机构'),
  医生电话: text('医生的联系电话'),
  责任年度: text('如 2026年'),
  起始日期: text('责任书第一天'),
  截止日期: text('责任书最后一天'),
  负责村居: text('包户所在的村（社区），用顿号分开'),
  负责户数: text('包户的户数'),
  负责人数: text('包户的人数'),
  签约户数: text('其中今天有生效协议的户数'),
  签约人数: text('其中今天有生效协议的人数'),
  打印日期: providerFields.打印日期,
  责任区域表: block('每个村的包户户数、人数和已签约户数、人数'),
  责任书签字栏: block('双方签字、盖章和日期'),
} as const

export type AgreementFieldName = keyof typeof agreementFields
/** Every field that a text of each kind may name, in the order in which the picker shows them. */
export const documentFields = {
  agreement: agreementFields,
  'service-card': serviceCardFields,
  'contact-card': contactCardFields,
  'resident-letter': letterFields,
  'responsibility-letter': responsibilityFields,
} satisfies Record<DocumentKind, Record<string, DocumentField>>

export function fieldsOf(kind: DocumentKind): Readonly<Record<string, DocumentField>> {
  return documentFields[kind]
}

/**
 * Without these a paper is not what its title says: an agreement states both sides, members, services and is
 * signed (contract-policy.md §4.4; R106–R108, R131); a service card has a place for each signature (R117).
 */
export const requiredFields: Record<DocumentKind, readonly string[]> = {
  agreement: ['协议编号', '双方信息', '成员表', '服务清单', '生效日期', '到期日期', '签字栏'],
  'service-card': ['服务记录格'],
  'contact-card': ['服务电话'],
  'resident-letter': [],
  'responsibility-letter': ['医生姓名', '责任区域表', '责任书签字栏'],
}
