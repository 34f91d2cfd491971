import { type Population, populations } from '../populations/population.ts'
import { fieldOfEnglishTitle } from './english-words.ts'
import { populationOfTitle } from './population-cell.ts'

/** What a column of a register can hold, and how it is called on the screen. */
export const registerFields = {
  serial: '序号',
  householdNumber: '户号',
  personNumber: '人员编号（户号加人号）',
  memberNumber: '户内序号',
  headName: '户主姓名',
  relation: '与户主关系',
  name: '姓名',
  sex: '性别',
  idNumber: '身份证号',
  birthDate: '出生日期',
  birthYear: '出生年',
  birthMonth: '出生月',
  birthDay: '出生日',
  age: '年龄',
  ethnicity: '民族',
  phone: '联系电话',
  county: '县（区）',
  township: '乡镇（街道）',
  village: '村（居）',
  group: '村民小组',
  address: '详细住址',
  doorPart: '楼栋、单元、室号',
  residency: '居住状态（是否常住）',
  away: '是否外出',
  awayPlace: '外出去向',
  deathDate: '死亡日期',
  movedOutDate: '迁出日期',
  populations: '人群分类',
  insurance: '医保类型（支付方式）',
  remarks: '备注',
  ignored: '不导入',
} as const

export type RegisterField = keyof typeof registerFields

/** The meaning of one column: a field, or a tick for one population (a column 高血压 with √). */
export type ColumnMeaning = RegisterField | `is:${Population}`

/** The meanings of the columns from the left; what lies beyond its end is not read. */
export type ColumnMapping = readonly ColumnMeaning[]

/** Fields that belong to the household: a blank below the head of a household repeats what stands above. */
export const householdFields: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>([
  'householdNumber',
  'headName',
  'county',
  'township',
  'village',
  'group',
  'address',
  'doorPart',
])

/** Fields that only one column can hold; of the others the first filled cell counts. */
export const severalColumnsMayHold: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>([
  'ignored',
  'remarks',
  'populations',
  'phone',
  'deathDate',
  'movedOutDate',
  'residency',
  'doorPart',
])

/** The population of a column that ticks one, else null. */
export function tickedPopulation(meaning: ColumnMeaning): Population | null {
  return meaning.startsWith('is:') ? (meaning.slice(3) as Population) : null
}

/** True of a text that names a meaning: what a request may hold. */
export function isColumnMeaning(text: string): text is ColumnMeaning {
  return (
    Object.hasOwn(registerFields, text) ||
    (text.startsWith('is:') && Object.hasOwn(populations, text.slice(3)))
  )
}

/** Titles whose column is about somebody else (医生, 监护人) or a thing not kept from a register. */
const OF_OTHERS =
  /^(所属|所在|管辖)?(网格|片区)(名称?|编?号|编码|长|员.*)?$|^(个人|人|人员|成员|居民|参保人?)编(号|码)$|(身份证|证件|证)号?码?(后|末|尾)[一二三四五六八\d]+位|^与(?!户主|房主|家长|本人|其)|(联系人|监护).*关系|(参保|医保|保险)(卡|号|编|证|缴|金额|地|时间|日期|年)|医生|医师|团队|监护人|责任人|(房东|干部|负责人|(照料|照护|护理)(人员?|员))的?(联系)?(电话|手机|联系方式)|签约|帮扶|包保|包户|填表|登记人|申报人|采集|调查员|经办|录入|审核|服务包|收费|金额|银行|账号|卡号|条形?码|档案|编码|合同|协议|签字|照片|文化程度|学历|婚姻|职业|(?<!^(所属|所在|参保)?)单位|单位(?!(名称)?$)|血型|身高|体重|血压值|收缩|舒张|药|随访|体检|(?<!医疗)费用(?!支付)|日期.*(建|签|录)|(建|录).*(日期|时间)|(人口|人|户|病|病种)个?数量?$|^原行号$|^是否(为|是|属于)?重点(人群|对象)$|^需要改正$/

/** Whom a title or the title above it speaks of, if not of the row's own person: 配偶, 子女1, 家庭成员2. */
const ANOTHER_PERSON =
  '配偶|爱人|丈夫|妻子|男方|女方|父亲|母亲|岳父|岳母|公公|婆婆|祖父|祖母|爷爷|奶奶|儿媳|女婿|孙子|孙女|[长次三四大二小]儿?子|[长次三四大二小]女儿?|(?:子女|孩子|儿子|女儿|孙子|孙女|儿媳|女婿|成员|家庭成员|家庭人员|家属)[\\d一二三四五六七八九十]{1,2}'
/** Who may as well be whom a list is of: 老人姓名 in one of the old. */
const MAYBE_ANOTHER_PERSON = '老人|长辈|老伴|子女|孩子|小孩|儿子|女儿|兄弟|姐妹|哥哥|弟弟|姐姐|妹妹'
const OF_A_PERSON =
  '的?((?:姓名|名字|身份|公民身份|证件|电话|手机|联系|性别|出生|生日|年龄|民族|(?:与户主)?关系).*)'
const titlesOf = (people: string) =>
  [new RegExp(`^(${people})${OF_A_PERSON}$`), new RegExp(`^(${people})(?:信息|情况)?$`)] as const
const OTHERS = titlesOf(ANOTHER_PERSON)
const MAYBE_OTHERS = titlesOf(MAYBE_ANOTHER_PERSON)

/**
 * Of whom a column about another person of the household is, written to the right of the first, and what it holds:
 * 配偶姓名, or 姓名 below 配偶. Null of the row's own person.
 * @param amongOthers whether the row has more of a family in it: 老人 is then one of them.
 */
export function otherPersonOf(
  title: string,
  group = '',
  amongOthers = false,
): { called: string; title: string } | null {
  for (const [own, above] of amongOthers ? [OTHERS, MAYBE_OTHERS] : [OTHERS]) {
    const of = own.exec(normalTitle(title))
    if (of) return { called: of[1]!, title: of[2]! }
    const below = above.exec(normalTitle(group))
    if (below) return { called: below[1]!, title: normalTitle(title) }
  }
  return null
}

/** True of a title below which all others of a household may stand in one cell. */
export const listsMembers = (title: string): boolean =>
  /^(其他|其它|同住)?(家庭|户内)?(成员|人员)(姓名|名单|情况|信息|及关系)*$/.test(normalTitle(title))

/** Whose title begins so is the resident of the row: 签约居民姓名, 建档对象身份证号, 护理对象电话; 签约医生 and 服务人员 are not. */
const OF_THE_RESIDENT =
  /^(签约(居民|对象|人员?|者)|(建档|服务|管理|随访|体检|护理|照料|照护|救助|保障|补贴|补助|扶助|优抚|低保|特困)(居民|对象|人员)|(承包方|承包户|户内)(家庭)?成员|成员)的?(?=姓名|名字|身份证|证件号|性别|出生|年龄|(联系)?电话|手机|联系方式|住址|地址|$)/

/** The same in English behind a title: 姓名Name, 身份证号IDNo; ID of 家庭ID is no word. */
const ALSO_IN_ENGLISH = /(?<=[\u4e00-\u9fff])[A-Za-z]{3,}$/

/** One part of an address in a column of its own, as systems export it: 现住址-乡镇, 居住地址（村）, 现住址-详细. */
const PART_OF_ADDRESS = /^(?:现|家庭|常住|居住|经常)*(?:住址|地址|居住地|住所)(?:地址)?(?=.)(.+)$/

/** The code of the household, in words in which that of a person is not kept: 家庭档案号, 户编码, 家庭ID. */
const HOUSEHOLD_CODE = /^(家庭|[农住]?户|户主)(档案)?(编号|编码|代码|序号|ID)$|^(家庭|户)档案(编)?号码?$/i

/** The code of the village instead of its name, or beside it. */
const VILLAGE_CODE = /^(所属|所在)?(行政村?|村居?|村社区|村级|村委会?|行政区划|区划)(区划)?(编码|代码)$/

const TITLES: readonly (readonly [RegisterField, RegExp, RegExp?])[] = [
  ['headName', /^户主(姓名|名字|名)?$|^(家庭)?户主姓名$|^所属户主$/],
  [
    'relation',
    /^(与|和|跟|同)?户主(的)?(之)?关系$|^家庭关系$|^关系$|^(与|是否为?|是不是)?户主$|^成员关系$|^称谓$/,
    /关系|称谓/,
  ],
  [
    'householdNumber',
    /^户(编)?号码?$|^户码$|^家庭(编)?号$|^户(籍)?编号$|^户次$|^户序号?$|^户口(簿|本)?(编)?号$|^(农|门)户编号$/,
    /户号|户编号|家庭编号|户籍号|户口号|户口[簿本]/,
  ],
  [
    'memberNumber',
    /^(户|家庭?)内(成员|人员|人)?(序号?|编号|顺序号?|排序)$|^(家庭)?(成员|人口)(序号|顺序号?)$|^(户内)?人(序号|序|号)$/,
  ],
  ['serial', /^(序号?|编号|号|No|NO|no|顺序号?|行号)\.?$/],
  [
    'idNumber',
    /^(公民|户主)?身份证(件)?(号码?)?$|^身份号码?$|^证件号码?$|^公民身份号码?$|^居民身份证(号码?)?$|^身分证(号码?)?$|^ID(号|卡号|number|card(number|no)?|no)?$|^证号$/i,
    /身份证|身份号|身分证|证件号/,
  ],
  [
    'name',
    /^(full)?name$|^姓名$|^(居民|成员|人员|儿童|幼儿|学生|孕产?妇|产妇|老年人|残疾人|病人|家庭成员|本人|村民|患者|老人|对象|租户|租客|租住人|承租人|住户)?(的)?(姓名|名字|名称)$|^名字$|^家庭成员$|^成员$|^居民$/i,
    /姓名/,
  ],
  ['sex', /^(性别|男女|性別|sex|gender)$/i, /性别/],
  [
    'birthDate',
    /^(出生)?(年月日?|日期)$|^出生(年月日?|日期|年份|时间)?$|^生日$|^(公历)?出生日期$|^(birthday|birthdate|dateofbirth|dob)$/i,
    /出生|生日/,
  ],
  ['deathDate', /^(是否)?(死亡|去世|亡故|病故|身故)(日期|时间|年月日?)?$/, /^(死亡|去世|亡故)/],
  ['movedOutDate', /^(迁出|迁离|搬离|迁走)(日期|时间|年月日?)$/],
  ['age', /^(年龄|周岁|实足年龄|岁数?|虚岁)$/, /年龄|周岁/],
  ['ethnicity', /^(民族|族别)$/, /民族/],
  [
    'phone',
    /^(联系)?(电话|方式|手机)(号码?)?$|^手机(号码?)?$|^(座机|固话|宅电)(号码?)?$|^(联系|本人|移动|固定|家庭)?电话(号码?)?$|^(联系)?号码$|^(phone|tel|mobile)(number|no)?$/i,
    /电话|手机|联系方式/,
  ],
  ['county', /^(所属|所在)?(县|区|县区|县市区|区县|县市)(名称?)?$/],
  ['township', /^(所属|所在)?(乡镇?|镇|街道|乡镇街道|镇街|镇乡|乡镇办)(名称?)?$/, /^(乡镇|街道)/],
  [
    'group',
    /^(所属|所在)?(村民|居民)?(小组|组别?|组名|组号|自然[村庄]|屯|湾|庄|社|队|队别|队组|生产队|村小组|村组|片组)(名称?)?$/,
    /村民小组|居民小组|自然村/,
  ],
  [
    'village',
    /^(所属|所在的?)?(行政村?|村|村居|村社区|村居委?会?|居村|社区|村名|村别|村委会|居委会|行政村居?|村庄?|居民?委员?会)(社区)?(名称?)?$|^村$/,
    /行政村|村居|村委|居委|社区/,
  ],
  [
    'address',
    /^(详细|家庭|现|常住|居住|户籍|通讯|联系)?(家庭|详细)?(住址|地址|居住地|住所|住处)$|^门牌(号码?)?$|^(家庭)?住地$|^现居住地(址)?$/,
    /住址|地址|居住地|门牌/,
  ],
  [
    'doorPart',
    /^(所属|所在)?(小区|院落)(名称?)?$|^(楼|栋|幢|楼栋|楼幢|单元|室|房|房间|门|户室|房屋)(号|名|号码)?$/,
  ],
  [
    'insurance',
    /^(参保|医保|医疗保险|基本医疗保险)(类型|类别|种类|险种|情况|状态|性质)?$|^(医疗)?(费用)?支付方式$|^医疗付费方式$|^险种(类型)?$/,
    /医保类|参保类|医疗保险类|支付方式|付费方式/,
  ],
  ['away', /^(是否)?(人户分离|外出|在外|外出务工|在外务工|务工|流出)(情况)?$/, /是否外出|外出务工/],
  [
    'awayPlace',
    /^(人员|外出|务工|流动|现在?|目前)*(去向|流向)(地|地址|地点|情况)?$|^(外出|务工|打工|流出|在外|外出务工)(地|地点|地址|地方|所在地|目的地|城市)$/,
  ],
  [
    'residency',
    /^(是否)?(常住|在家|常驻)(人口)?$|^居住(状态|情况|类型)$|^常住(状态|情况|类型)$|^(人员|人口)?(状态|现状)$|^人户状态$|^居住状况$|^(是否)?(在世|健在|存活)(情况|状态)?$|^是否居住$|^在家情况$|^(人口|人员|本年|当年)?(变动|增减|异动|变更|变化)(情况|类型|原因|类别|说明)?$|^(终止|注销|结案|撤档|停管)(管理|随访|档案|建档)?(原因|理由)$/,
    /常住|居住状/,
  ],
  [
    'populations',
    /^(重点|服务|所属|特殊)?人群(分类|类别|类型|种类|属性|标识)?$|^(重点)?人群$|^(人员|居民|对象)(分类|类别|类型|属性)$|^健康状况$|^患病情况$|^(慢性?病|疾病)(情况|种类|名称|类型)?$|^(贫困|困难)(类型|类别|属性)$|^(既往(病|疾病)?|疾病|慢性?病|现患疾?病|患病)史$|^病史$|^(临床|门诊|主要|疾病|入院|出院|确诊)?诊断(名称|情况|结果)?$|^类别$|^分类$|^属性$|^特殊人群$/,
    /人群|慢病|病种|患病/,
  ],
  ['remarks', /^(备注|说明|备考|其它?他?(情况)?|注)$/, /备注|(需要|情况|特殊)说明|说明的?情况|特殊情况/],
]

/** Titles below 出生日期 when its year, month and day stand in columns of their own. */
const PARTS: Readonly<Record<string, ColumnMeaning>> = { 年: 'birthYear', 月: 'birthMonth', 日: 'birthDay' }

/** What a title says its column holds: `exact` when it is one of the usual titles. Null when it says nothing. */
export function meaningOfTitle(
  title: string,
  group: string,
): { meaning: ColumnMeaning; exact: boolean } | null {
  const written = normalTitle(title).replace(ALSO_IN_ENGLISH, '')
  const own = OF_THE_RESIDENT.test(written) ? written.replace(OF_THE_RESIDENT, '') || '姓名' : written
  const above = normalTitle(group)
  if (own === '' && above === '') return null
  const headGroup = /^户主(信息|情况|基本信息)?$/.test(above)
  if (headGroup && /^姓名$/.test(own)) return { meaning: 'headName', exact: true }
  if (HOUSEHOLD_CODE.test(own)) return { meaning: 'householdNumber', exact: true }
  if (otherPersonOf(own)) return { meaning: 'ignored', exact: true }
  const part = PART_OF_ADDRESS.exec(own)?.[1]
  if (part) return partOfAddress(part)
  if (/^(个人)?(健康)?(档案|建档)状态$/.test(own)) return { meaning: 'residency', exact: true }
  if (VILLAGE_CODE.test(own)) return { meaning: 'village', exact: false }
  if (OF_OTHERS.test(own) || (above !== own && OF_OTHERS.test(above)))
    return { meaning: 'ignored', exact: true }
  if (headGroup && /证|电话|性别|出生/.test(own)) return { meaning: 'ignored', exact: false }
  if (/^(号码?|证号)$/.test(own) && /证/.test(above)) return { meaning: 'idNumber', exact: true }
  if (/^(类型|种类)$/.test(own) && /证/.test(above)) return { meaning: 'ignored', exact: true }
  if (/^证件(类型|种类)$/.test(own)) return { meaning: 'ignored', exact: true }

  if (/^[年月日]$/.test(own) && /出生|生日/.test(above)) return { meaning: PARTS[own]!, exact: true }

  const first = own.replace(/(?<=[\u4e00-\u9fff])1$/, '')
  const exact = TITLES.find(([, usual]) => usual.test(own) || usual.test(first))
  if (exact) return { meaning: exact[0], exact: true }
  const english = fieldOfEnglishTitle(own)
  if (english) return { meaning: english, exact: true }
  const population = populationOfTitle(own)
  if (population && own.length <= 12 && !/姓名|名字|身份|证件|电话|手机|地址|住址/.test(own))
    return { meaning: `is:${population}`, exact: true }
  const alike = TITLES.find(([, , like]) => like?.test(own))
  if (alike) return { meaning: alike[0], exact: false }
  if (/(日期|时间)$/.test(own)) return { meaning: 'ignored', exact: true }
  return own === '' && above !== '' ? meaningOfTitle(above, '') : null
}

function partOfAddress(part: string): { meaning: ColumnMeaning; exact: boolean } | null {
  if (/^(省|市|省市)$/.test(part)) return { meaning: 'ignored', exact: true }
  if (/^(详细|具体|门牌)/.test(part)) return { meaning: 'address', exact: true }
  const inside = meaningOfTitle(part, '')
  const isPlace = inside && ['county', 'township', 'village', 'group'].includes(inside.meaning)
  return isPlace ? inside : { meaning: 'address', exact: false }
}

/** Characters of a title that are looked at: words that explain it are long, a cell of 32,767 is none. */
const LONGEST_TITLE = 1_000

/** A title without blanks, marks, what stands in brackets and its number: `姓 名*（必填）`, 1、姓名 → 姓名. */
export function normalTitle(title: string): string {
  return title
    .slice(0, LONGEST_TITLE)
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/^[一二三四五六七八九十]{1,2}[、.]/, '')
    .replace(/[*:：、,，。.\-—_/\\|"'“”‘’?？]/g, '')
    .replace(/^\d{1,2}(?=[\u4e00-\u9fff])(?![岁型级年月日周个天次期度价])|^[A-Z](?=[\u4e00-\u9fff])/, '')
    .replace(/^[您你]的?(?=.)/, '')
}
