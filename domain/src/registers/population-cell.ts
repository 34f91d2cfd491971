import { type Population, populations } from '../populations/population.ts'
import { type Cell, isNoWord, readOnce, saysNothing, spacelessTextOf } from './cell.ts'
import { readTick } from './person-cells.ts'

/** What a cell of 人群分类 names: the populations, and the words in it that are none. */
export type PopulationReading = { populations: readonly Population[]; unknown: readonly string[] }

/** Who is at risk of a disease does not have it: 高血压高危人群, 糖尿病前期. 高血压（高危） is a degree of the disease. */
const AT_RISK: readonly (readonly [Population, RegExp])[] = [
  ['hypertension-risk', /高血压病?高危(人群|人员|对象|者)?/],
  [
    'type2-diabetes-risk',
    /([2二]型|II型|Ⅱ型)?糖尿病([(]?高危[)]?(人群|人员|对象|者)?|前期(人群|人员|对象|者)?)/,
  ],
]

/** How clerks call the populations; the first that fits a word is meant. */
const WORDS: readonly (readonly [Population, RegExp])[] = [
  ...AT_RISK,
  ['fp-special-family', /计生特|计划生育特|特扶|失独|独生子女(死亡|伤残)|计划生育家庭/],
  [
    'severe-mental-disorder',
    /(严重|重性)?精神(病|障碍|分裂|残疾患者)|重精|^精障|重性精神|双相(情感)?障碍|分裂情感/,
  ],
  ['empty-nest', /空巢/],
  ['lone-elder', /孤寡|独居|孤老|失能老人独居/],
  ['bed-ridden', /卧床|失能|瘫痪/],
  ['hypertension', /高血[压壓]|^高血?$|血压高|^高压$|^(HTN|HBP)$/i],
  ['type2-diabetes', /糖尿病|^糖尿?$|^糖病$|血糖高|II型|Ⅱ型|^2型$|二型|^(T2|2型)?DM2?$/i],
  ['tuberculosis', /肺?结核|^TB$/i],
  ['copd', /慢阻肺|慢性?阻塞性?肺|^COPD$/i],
  ['cancer', /肿瘤|癌|恶性|^Ca$/i],
  [
    'registered-poor',
    /建档立卡|贫困|脱贫|扶贫|防(止)?返贫|监测户|监测对象|边缘易致贫|(?<!低保)边缘户|建档立卡低收入/,
  ],
  ['five-guarantee', /五保/],
  ['destitute', /特困/],
  ['low-income', /(低保|最低生活保障)(?!边缘)/],
  ['preferential-treatment', /优抚|退役|退伍|军属|烈属|复员|伤残军人|重点优抚/],
  ['disabled', /残疾|残联|肢残|视残|听残|智残|^残$|[一二三四]级残/],
  ['pregnant', /(?<![避备未不])孕(?![次前])|产妇|产后/],
  ['child', /儿童|0[-—~～至]?[6三3]岁|婴幼儿|新生儿|幼儿|小孩|婴儿|0[-—~～]36个?月/],
  ['elderly', /老年|老人|^老$|[789][05]岁(及以上|以上)|(?<!\d)6[05](?!\d)岁?(及|以|周)?|65\+|高龄|长者/],
]

/** The populations that a cell of a register can name. */
export const namedPopulations: readonly Population[] = (Object.keys(populations) as Population[]).filter(
  (one) => WORDS.some(([population]) => population === one),
)

/** True of a disease that is nobody's population: 冠心病, 脑卒中. */
export function isOtherDisease(word: string): boolean {
  return (
    /病|症|炎|中风|卒中|梗|结石|痛|感染|突出|劳损|血脂|甲亢|甲减|哮喘|骨折|手术|偏瘫|过敏/.test(word) &&
    !/糖|精神/.test(word)
  )
}

/** True of 1型 and 妊娠期 below 糖尿病类型. */
export const isOtherDiabetes = (cell: Cell | undefined): boolean =>
  /^(1|I|Ⅰ|一)型|^T1|妊娠/i.test(spacelessTextOf(cell))

/** What a register of the tuberculous tells of the disease and its treatment, and of no other population. */
export const isOfTuberculosis = (word: string): boolean =>
  /^(病原学?|细菌学|涂片?|痰[菌涂检片]|菌|培养|分子(生物学)?)(检[查测])?[阳阴](性|转阴)?$|^(病原学|痰)?未(查|检|痰检|查痰)$|^[初复]治(涂?[阳阴])?(性|肺结核)?$|^利福平(耐药|敏感)$|^结核性?(胸膜炎|胸腔积液)$/.test(
    word,
  )

/** What is near a disease and is not one: 疑似高血压, 糖尿病前期, 妊娠期糖尿病, 无高血压, 高血压家族史. */
const NOT_YET =
  /(疑似|可疑|妊娠期?|易患|高危|排除|否认|未患|[无没非])(有|患)?(高?血压|糖尿病|肺?结核|慢阻肺|肿瘤|癌|精神)|(前期|易患|高危人群|家族史|待查|待排|疑似|可疑)[)）]?$|[?？]$/

/** 非高血压高危人群, 疑似糖尿病前期; whether a man is at risk of 妊娠期糖尿病 is nobody’s list. */
const NO_RISK = /^([非无没未否不]|排除|疑似|可疑)|筛查|评估|因素|分层|妊娠|[1一]型|家族史/

/** Words that say somebody belongs to none. */
const NONE =
  /^(一般人群?|普通(人群?|居民|村民|群众|人员|农户)|一般(居民|村民|群众|人员)|健康人群?|一般健康人群|非重点人群?|其他人群?|一般(农|居民)?户|非农业?户?|(城乡|城镇|农村|成年|其他)?居民|(在职|退休|城镇)?职工|(大中小|中小|大|在校)?学生|农民|村民|正常|健康|健全|良好|(长期)慢性病|患有大病|阴性|普通|否|非|其他|其它|一般)$|^(非|不是|不属于)(建档立卡|贫困|脱贫|低保|残疾|特困|五保|重点|老年|孕|高血压|糖尿病|慢)/

/** 1、 and 2. before each of several words. */
const ITS_PLACE = /(?<=^|[;；,，、\s])\d{1,2}[、.．)）](?=[\u4e00-\u9fff]|[12]型)/g

/** The populations a cell names: 老年人、高血压, 高血压/糖尿病, 建档立卡 低保, 两病. */
export const readPopulations = readOnce((cell): PopulationReading => {
  const text = spacelessKeepingParts(cell)
    .replace(/[“”"'‘’]/g, '')
    .replace(ITS_PLACE, '')
  if (saysNothing(text)) return { populations: [], unknown: [] }
  const populations = new Set<Population>()
  const unknown: string[] = []
  for (const word of text.split(/[、,，;；/|+＋&\s\n\\]+|(?<=[\u4e00-\u9fff])[.。·](?=[\u4e00-\u9fff])/)) {
    if (word === '' || NONE.test(word) || saysNothing(word)) continue
    const named = populationsOfWord(word)
    if (named.length === 0) unknown.push(word)
    for (const population of named) populations.add(population)
  }
  return { populations: [...populations], unknown }
})

/** What may stand around the words for populations where a remark says nothing else: 低保户, 肢体残疾三级, 特困供养人员. */
const REST_OF_REMARK =
  /^(患者|病人|病|军人|士兵|供养|人员?|对象|家庭|人口|户|困|殊|扶|妇|怀|持证|享受|一般|重度|原发性|严重|慢性|肢体|视力|听力|言语|语言|智力|精神|[一二三四1-4Ⅰ-Ⅳ]级|[12]型|[AB]类|[()（）、,，;；+/.。 ])*$/
/** Who may be meant instead. */
const KIN = /[妻夫父母爹妈爷奶儿女孙婿媳兄弟姐妹叔伯]|家(人|中|里|有)|子$|死亡|[去过病]世|[去病]逝|病故/

/**
 * The populations of a remark that says nothing else (低保户, 高血压、糖尿病), and one that it mentions in other words
 * (申请低保), of which only a reader knows; nothing where somebody else may be meant (妻子残疾).
 */
export const populationsOfRemark = readOnce(
  (cell): { populations: readonly Population[]; mentioned: Population | null } => {
    const nothing = { populations: [], mentioned: null }
    const text = spacelessTextOf(cell)
    if (text === '' || isNoWord(text)) return nothing
    const { populations } = readPopulations(cell)
    if (populations.length === 0 || KIN.test(text.replace(/子女伤残|独生子女/, ''))) return nothing
    const rest = WORDS.reduce((left, [, words]) => left.replace(new RegExp(words, 'gi'), ''), text)
    return REST_OF_REMARK.test(rest)
      ? { populations, mentioned: null }
      : { populations: [], mentioned: populations[0]! }
  },
)

/**
 * Whether a cell below the title of a population ticks it. Words of its own (2级, 2015年确诊) do, those for nothing (正常) and
 * those near a disease (疑似, 待查) do not; undefined for the last, which somebody has to look at.
 */
export function ticksPopulation(cell: Cell | undefined): boolean | undefined {
  const text = spacelessTextOf(cell)
  const ticked = readTick(cell)
  if (ticked !== undefined || text === '') return ticked ?? false
  if (NONE.test(text)) return false
  return NOT_YET.test(text) || /^(疑似|可疑|高危|待定)/.test(text) ? undefined : true
}

/** The population a column is about when its title names one (高血压, 是否残疾, 低保户), else null. */
export function populationOfTitle(title: string): Population | null {
  const word = spacelessTextOf(title).replace(/^是否(为|是|属于|患有?)?|(患者|人员|对象|人群|户|病人)$/g, '')
  // Who has a kind or a degree of disability is disabled; the kind of another population says nothing of whether.
  if (/^残疾(分类|类别|类型|等级|级别|程度)$/.test(word)) return 'disabled'
  if (/^糖尿病(类型|分型|类别)$/.test(word)) return 'type2-diabetes'
  if (word === '' || /分类|类别|类型|日期|时间|编号|证号|等级|级别|药|年龄|孕周|孕产[次史]/.test(word))
    return null
  // 第65题 is no age.
  if (/\d/.test(word) && !/岁|以上|[-—~～至+型期]/.test(word)) return null
  const named = populationsOfWord(word)
  return named.length === 1 ? named[0]! : null
}

/** What a list is called: 名册, 台账, 登记表; behind it something in brackets may stand. */
const LIST = /([册簿本表单]|台账|档案|患者|病人|人员|对象|户|妇)([(（][^)）]*[)）])?$/
/** Who is looked for, comes along or works for them is not who the list is of; nor is one of several that it names. */
const NOT_WHOM =
  /筛查|排查|摸底|申请|评定|鉴定|退出|取消|停发|防治|预防|防癌|攻坚|扶贫|贫困[村县地]|脱贫[村县地]|请|须|凡|工作人员|高危|易患|前期|疑似|可疑|家属|亲属|子女|监护|照护|志愿|联络|经办|讲座|宣传|义诊|培训|签到|不是|未患|[、,，/和与等:：。]|及(?!以)|非(?!婚)/
/** Of whose household everybody is one: in a list of families of the disabled not everybody is. */
const OF_HOUSEHOLDS: ReadonlySet<Population> = new Set<Population>([
  'registered-poor',
  'low-income',
  'destitute',
  'five-guarantee',
  'fp-special-family',
])
/** A sheet that is called after a place: 残联路小区. */
const PLACE = /(小区|社区|[村组路街镇乡院])$/
const LONGEST_TITLE_OF_LIST = 40

/**
 * The population of whom a list is, as its title says (东岭村2026年高血压患者管理名册); null of one that names none, or several
 * (高血压、糖尿病患者名册), or who may be one (高血压筛查登记表).
 */
export function populationOfList(title: string): Population | null {
  const text = spacelessTextOf(title)
  if (text.length > LONGEST_TITLE_OF_LIST || NOT_WHOM.test(withoutRisk(text))) return null
  if (!LIST.test(text)) return null
  const [population, ...others] = populationsOfWord(text)
  if (population === undefined || others.length > 0) return null
  return /家庭(?!医生)|户(?![籍口])/.test(text) && !OF_HOUSEHOLDS.has(population) ? null : population
}

const withoutRisk = (text: string) => AT_RISK.reduce((left, [, words]) => left.replace(words, ''), text)

/** The same of the name of a sheet, which may be the population alone: 残疾人, 65岁以上老人; not a place, 残联路小区. */
export function populationOfSheet(name: string): Population | null {
  const text = spacelessTextOf(name).replace(/[(（].*$/, '')
  const isBare = !LIST.test(text) && !NOT_WHOM.test(withoutRisk(text)) && !PLACE.test(text)
  return populationOfList(name) ?? (isBare ? populationOfTitle(text) : null)
}

function populationsOfWord(word: string): Population[] {
  if (/^(两病|二病|双病|高糖|高血压糖尿病|两慢病?)(患者|病人|人员)?$/.test(word))
    return ['hypertension', 'type2-diabetes']
  if (/1型|(?<!I)I型糖|Ⅰ型|一型/.test(word) && /糖/.test(word)) return []
  const [atRisk] = AT_RISK.find(([, words]) => words.test(word)) ?? []
  if (atRisk) return NO_RISK.test(word) ? [] : [atRisk]
  if (NOT_YET.test(word)) return []
  const found = WORDS.filter(([, words]) => words.test(word)).map(([population]) => population)
  if (found.length <= 1) return found
  return resolved(found, word)
}

/** 孤寡老人 is not also 老年人 by word, nor 精神残疾 two things; a run-on word (老年人高血压) is both. */
function resolved(found: Population[], word: string): Population[] {
  const covered: Partial<Record<Population, readonly Population[]>> = {
    'lone-elder': ['elderly', 'bed-ridden'],
    'empty-nest': ['elderly'],
    'fp-special-family': ['disabled', 'child'],
    'preferential-treatment': ['disabled'],
    'bed-ridden': ['elderly'],
    pregnant: ['child'],
  }
  const drop = new Set(found.flatMap((population) => covered[population] ?? []))
  if (/精神残疾/.test(word)) drop.add('severe-mental-disorder')
  if (/残疾(儿童|老人)/.test(word)) return ['disabled']
  return found.filter((population) => !drop.has(population))
}

function spacelessKeepingParts(cell: Cell | undefined): string {
  if (typeof cell !== 'string') return spacelessTextOf(cell)
  return cell
    .normalize('NFKC')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .replace(/ ?(\d) ?(级|型|期|度)/g, '$1$2')
    .trim()
}
