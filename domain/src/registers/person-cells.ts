import { HEAD, type Relation, relationOf } from '../households/relation.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { type Cell, isNoWord, readOnce, saysNothing, spacelessTextOf, textOf } from './cell.ts'
import { relationOfEnglish } from './english-words.ts'

/** 常住 lives here, 外出 is away for work, 迁出 no longer lives here, 死亡. */
export type RegisterResidency = 'resident' | 'away' | 'moved-out' | 'dead'

/** Of a word that a column may hold: what it means, null when nothing is written, undefined when it is not understood. */
type Meaning<Word> = Word | null | undefined

/** What the names of the standard and their aliases leave over, by group. */
const RELATIONS: readonly (readonly [Relation, RegExp])[] = [
  ['97', /(侄|甥|表|堂).*(孙|媳|婿)/],
  ['48', /[曾重玄]孙女/],
  ['47', /[曾重玄]孙/],
  ['45', /孙.*媳/],
  ['46', /孙.*婿/],
  ['44', /外.*孙女/],
  ['42', /孙女/],
  ['43', /外.*孙/],
  ['41', /^(长|次|大|二|三|四|小|幺)孙(子|儿)?$/],
  ['38', /儿媳|媳妇|^(长|次|大|二|三|四)?子?媳$/],
  ['28', /女婿|^(长|次|大|二|三|四)?婿$/],
  ['53', /^(公爹|家公|家翁|翁|公公爸)$/],
  ['54', /^(家婆|婆母)$/],
  ['55', /岳父|丈人/],
  ['56', /岳母|丈母/],
  ['40', /孙/],
  ['60', /祖父|祖母|爷爷|奶奶|外公|外婆|姥|曾祖/],
  ['12', /^(之妻|妻子?|屋里人|堂客|婆娘|内人)$/],
  ['11', /^(之夫|丈夫|男人)$/],
  ['10', /^(对象|爱人|老伴|前妻|前夫)$/],
  ['71', /^之?(长|大|二|三)?(兄|哥哥?)$/],
  ['73', /^之?(大|二|三|小|幺|老)?弟弟?$/],
  ['75', /^之?(长|大|二|三)?姐姐?$/],
  ['77', /^之?(大|二|三|小|幺|老)?妹妹?$/],
  ['70', /^之?(兄弟|姐妹|兄妹|姐弟)$/],
  ['51', /^(之|老)?(父亲?|爹爹?|爸爸?|老爸|老爹|阿爸|阿爹)$/],
  ['52', /^(之|老)?(母亲?|娘|妈妈?|姆妈|阿妈|阿娘|老娘)$/],
  ['50', /^之?(养|继)?(父母|爹娘)$/],
  ['61', /^(爷|公|阿公)$/],
  ['62', /^(婆|奶|阿婆|嬷嬷?)$/],
  ['30', /女儿|闺女|^(长|次|大|二|三|四|五|六|小|幺|么|满|之|继养|非婚生)?(女|囡|囡囡|丫头|妹子|妮子?)$/],
  ['20', /儿子|^(长|次|大|二|三|四|五|六|小|幺|么|满|之|继养|非婚生)?(子|儿|崽|伢|伢子|仔)$|^子女$/],
  ['83', /^(大|二|三|小|幺)?叔$/],
  ['85', /^(大|二|三|小)?舅$/],
  ['80', /其他|其它|亲属|侄|甥|叔|伯|舅|姑|姨|嫂|弟媳|弟妇|妯娌|寄养|寄居|孤儿|表|堂/],
]

/** The relation a cell names. 之妻、长子、次女、孙女婿 and the codes of GB/T 4761 are understood, 02户主 and 妻（再婚） too. */
export const readRelation = readOnce((cell): Meaning<Relation> => {
  if (isNoWord(textOf(cell))) return undefined
  const text = wordOf(
    spacelessTextOf(cell)
      .replace(/(?<=[\u4e00-\u9fff])[([【〔][^)\]】〕]*[)\]】〕]?/g, '')
      .replace(/(?<=[\u4e00-\u9fff])(已?死亡|已?去世|已?病故|已故|已亡|亡)$/, '')
      .replace(/^\d{1,2}[.、\-—]?(?=[\u4e00-\u9fff])/, ''),
  )
  if (saysNothing(text)) return null
  if (/^((?:本户)?户主|房主|业主|本人|本户|家长|家主|户长|当家人?|户主本人|主|户|0?[12])$/.test(text))
    return HEAD
  // A column that asks 是否户主.
  if (/^(是|√|✓|✔|Y)$/i.test(text)) return HEAD
  if (/^(否|×|✗|不是|N)$/i.test(text)) return null
  const own = text.replace(/^(与?户主(关系)?[:：的之]*|之)(?=.)/, '').replace(/\d+$/, '') || text
  const english = relationOfEnglish(text)
  const found =
    english ?? relationOf(text) ?? relationOf(own) ?? RELATIONS.find(([, words]) => words.test(own))?.[0]
  return found ?? (text.includes('/') ? relationOfBoth(text.split('/')) : undefined)
})

/** 配偶/妻, 子/长子: of words for one thing the last. The head is nothing to himself but 本人. */
function relationOfBoth(words: readonly string[]): Relation | undefined {
  const read = words.map((word) => readRelation(word) ?? null)
  const last = read.at(-1) ?? null
  const agree = read.every((one) => one !== null && (one === HEAD) === (last === HEAD))
  return agree && last !== null ? last : undefined
}

/** What is noted behind a relation of somebody who is no more: 户主（亡）, 妻（已故）. */
export const isDeadByRelation = (cell: Cell | undefined): boolean => DEAD_BEHIND.test(spacelessTextOf(cell))
const DEAD_BEHIND = /^[^([【〔]+[([【〔]?(已?(死亡?|[去过]世|[去病]逝|病故|亡故)|已?[故亡]|殁)[)\]】〕]?$/

/** Words for children and grandchildren of either sex, of which the standard has a code for each. */
const OF_EITHER_SEX = /^(与?户主的?)?(子女|孙|外孙|曾孙|重孙)$/
const daughters: Readonly<Partial<Record<Relation, Relation>>> = { 20: '30', 41: '42', 43: '44', 47: '48' }

/** True of 子女, 孙, 外孙: the relation that is read of them tells no sex. */
export function isOfEitherSex(cell: Cell | undefined): boolean {
  return OF_EITHER_SEX.test(wordOf(cell))
}

/** What a word for either sex means of somebody of this sex: 孙 of a girl is 孙女. */
export function relationOfSex(relation: Relation, sex: Sex): Relation {
  return sex === 'female' ? (daughters[relation] ?? relation) : relation
}

/** 男, 女, 男性, 1, 2, 1.男, 女(2), M, F, ♂. */
export const readSex = readOnce((cell): Meaning<Exclude<Sex, 'unknown'>> => {
  const text = wordOf(cell)
  if (saysNothing(text) || /^(0|9|未说明.*|未知.*)$/.test(text)) return null
  if (/^(0?1?[-.、)）]?男[性姓孩童士生婴人的]?[(（]?1?|0?1|M|male|♂)$/i.test(text)) return 'male'
  if (/^(0?2?[-.、)）]?女[性姓孩童士生婴人的]?[(（]?2?|0?2|F|female|♀)$/i.test(text)) return 'female'
  return undefined
})

/**
 * Where someone lives, from a column that asks in one of two ways: 居住状态 (常住, 外出) or 是否常住 (是, 否, √, ×).
 * `asksWhetherAway` is a column that asks 是否外出, where a tick means the opposite.
 */
export function readResidency(cell: Cell | undefined, asksWhetherAway = false): Meaning<RegisterResidency> {
  return asksWhetherAway ? readWhetherAway(cell) : readWhereLiving(cell)
}

const readWhereLiving = readOnce((cell) => residencyOf(cell, false))
const readWhetherAway = readOnce((cell) => residencyOf(cell, true))

function residencyOf(cell: Cell | undefined, asksWhetherAway: boolean): Meaning<RegisterResidency> {
  const text = wordOf(cell)
  if (saysNothing(text) && text !== '无') return null
  if (/死亡|[去过仙]逝|去世|过世|逝世|病逝|已故|故去|亡故|病故|身故|^已?(亡|故|死|殁)$/.test(text))
    return 'dead'
  if (/迁出|迁往|户口迁[走往至到]|已迁|搬走|转出|出嫁|外嫁|^嫁出$|嫁人|注销|销户/.test(text))
    return 'moved-out'
  if (
    /^非?户[籍口](人口|居民)?$|人在户不在|^人户(一致|同在|合一)$|^(新?迁入|嫁入|入赘|新生儿?|出生|新增|新建|返乡|回迁|无变[动化]|不变|没变)$/.test(
      text,
    )
  )
    return 'resident'
  const tick = readTick(text)
  if (tick !== undefined && tick !== null) return tick === asksWhetherAway ? 'away' : 'resident'
  if (
    /外出|务工|打工|在外|不在家|流出|外地|非常住|不常住|人户分离|^离$|上学|求学|读书|当兵|服役|参军|服刑|出国|国外|境外|[省市县]外$|县城|户在人不在|空挂户?|^不在$/.test(
      text,
    )
  )
    return 'away'
  if (
    /常住|在家|常驻|居家|本地|^住$|户籍|长住|居住|流入|留守|在本?村|务农|住家|户在人在|人在户在|^(已|未)(建档?|签约)$|^(本村|在住|正常|健在|在世|活动|在管|在册|有效)$/.test(
      text,
    )
  )
    return 'resident'
  return undefined
}

/** Whom a list is of by where they live, the last word of its title: 死亡人员名册, 2026年迁出人口, 外出务工人员登记表. */
const LIST_BY_RESIDENCY =
  /(死亡|去世|已故|亡故|病故|迁出|搬离|注销|销户|外嫁|外出|在外|流出|务工|打工|在家|常住)(人员|人口|居民|村民|老人|对象|患者|家庭|户|情况|信息)*(花?名册|名单|登记[表册]|统计表|台账|一览表|明细表?|汇总表|表)?([(（].*)?$/
const COMES_OR_STAYS = /在家|常住|迁入|新增|出生|流入|返乡|变动|增减/

/** Where those live whom a title, a sheet or a line is about; null where it says nothing, or of some this and of others that. */
export function residencyOfList(title: string): RegisterResidency | null {
  const text = spacelessTextOf(title).replace(/:+$/, '')
  if (text.length > 40 || !LIST_BY_RESIDENCY.test(text) || /[:请含除不非未]|注(?!销)|包括/.test(text))
    return null
  const isDead = /死亡|去世|已故|亡故|病故/.test(text)
  const isGone = isDead || /迁出|搬离|注销|销户|外嫁/.test(text)
  const isAway = /外出|在外|流出|务工|打工/.test(text)
  const said = [
    isGone && (isDead ? 'dead' : 'moved-out'),
    isAway && 'away',
    COMES_OR_STAYS.test(text) && 'resident',
  ]
  const [only, ...others] = said.filter((one) => one !== false) as RegisterResidency[]
  return others.length > 0 ? null : (only ?? null)
}

/** A tick cell: 是, √, 1, 有 say yes; 否, ×, 0, 无 say no. */
export const readTick = readOnce((cell): Meaning<boolean> => {
  const text = wordOf(cell)
  if (/^(是的?|√+|✓|✔|☑|■|对|有|已?患病?|1|y|yes|true|v|●|★|\*)$/i.test(text)) return true
  if (/^(否|×|✗|✘|x|0|n|no|false|☐|□|○)$|^[无没未不非]|排除/i.test(text)) return false
  return saysNothing(text) ? null : undefined
})

/** A name without the blanks that clerks put between two characters (王　强) and its place in a list (1.王强); the dot of a long name stays. */
export function readName(cell: Cell | undefined): string {
  const text = textOf(cell)
  if (/[A-Za-z]/.test(text) && !/[\u4e00-\u9fff]/.test(text)) return text
  return text
    .replaceAll(' ', '')
    .replace(/[.•‧∙・]/g, '·')
    .replace(/^(\d{1,3}[·、)]|\(\d{1,3}\)|[①-⑳])(?=[\u4e00-\u9fff])|^姓名:/, '')
    .replace(/^['‘’"“”`·]+|['‘’"“”·,，、。;:]+$/g, '')
}

/** A name and what is written beside it: 钱有福（故）, （户主）周广才, 赵有田★, 孙小红13800001111. */
export function nameAndNote(name: string): { name: string; note: string | null } {
  if (isNoWord(name) || saysNothing(name)) return { name, note: null }
  const [, label, own] = (name.includes(':') && /^([\u4e00-\u9fff]{1,4}):(.+)$/.exec(name)) || []
  if (label && own && relationOfNote(label) !== null) return { name: own, note: label }
  const [, before, mark, bare, inBrackets, behind] = NAME_WITH_NOTE.exec(name) ?? []
  const note = before ?? mark ?? inBrackets ?? behind ?? null
  // 张** is a name of which most is covered.
  if (bare && note !== null && (bare.length > 1 || !/^[*#]/.test(note))) return { name: bare, note }
  const [, gone, how] = GONE_BEHIND_NAME.exec(name) ?? []
  return gone && how ? { name: gone, note: how } : { name, note: null }
}
const NAME_WITH_NOTE =
  /^(?:[([【〔]([^)\]】〕]*)[)\]】〕]|([★☆※*▲△●◆■#√✓]+))?([^([【〔★☆※*▲△●◆■#√✓]+?)(?:[([【〔]([^)\]】〕]*)[)\]】〕]?|([★☆※*▲△●◆■#√✓]+|1[3-9]\d{9}))?$/
/** What is written behind a name without brackets: 张福来已故, 张福来-死亡. */
const GONE_BEHIND_NAME =
  /^([\u4e00-\u9fff·]{2,}?)[-—]?(已?死亡|已故|病故|已?去世|已亡|已死|亡|殁|已?迁出|已?外嫁|已?出嫁|外出)$/

/**
 * What is noted beside a name of what somebody is to the head: 陈桂（妻）, 妻：陈桂. 女 alone may be the sex, 孤儿 is a
 * population; other notes are none.
 */
export function relationOfNote(note: string): Relation | null {
  if (/^[男女]$|本人/.test(note)) return null
  const relation = readRelation(note) ?? null
  return relation === '80' ? null : relation
}

/** A name that nobody bears: digits, a word for nothing, or what somebody is to the head, as where columns have changed places. */
export function isNoName(name: string): boolean {
  return (
    saysNothing(name) ||
    /^([\d·\-*?？]+|[A-Za-z])$/.test(name) ||
    NOT_YET_NAMED.test(name) ||
    OF_ANOTHER.test(name) ||
    /^(姓名|待定|某某?|户主|配偶|妻子?|丈夫|[长次]?[子女]|儿子|女儿|儿媳|女婿|外?孙[子女]?|[父母]亲?|本人|其他)$/.test(
      name,
    )
  )
}

/** 未取名, 新生儿未上户, 无名氏. */
const NOT_YET_NAMED =
  /^(还?[未没待无](有|上|落|取|起|命|定)*[户名](口|字|氏)?|[男女]?(新生儿|婴儿?|宝宝)([未没待].*)?)$/
/** Whom somebody is the child or the wife of, instead of the own name: 王小兰之子, 张福来妻子. */
const OF_ANOTHER =
  /^[\u4e00-\u9fff·]{2,}([之的](妻|夫|[长次]?[子女]|母|父|[男女]?婴|孙女?)|妻子?|丈夫|[大小长次]?(儿子|女儿)|母亲|父亲|媳妇|儿媳|爱人|老婆|老公|孙[子女])$/

const ETHNIC_GROUPS =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  )
const ETHNIC_NAMES = new Set(ETHNIC_GROUPS)
const SHORT_FOR: Readonly<Record<string, string>> = { 蒙: '蒙古', 维: '维吾尔', 哈: '哈萨克', 朝: '朝鲜' }

/** 汉, 汉族, 01 → 汉族; 维族 → 维吾尔族. Names of GB/T 3304 in the order of their codes. */
export const readEthnicity = readOnce((cell): Meaning<string> => {
  const text = wordOf(cell)
  if (saysNothing(text)) return null
  const code = /^\d{1,2}$/.test(text) ? ETHNIC_GROUPS[Number(text) - 1] : undefined
  const word = text.replace(/^\d{1,2}[.、\-—]?(?=[\u4e00-\u9fff])/, '')
  const bare = word.length > 1 ? word.replace(/民?族$/, '') : word
  const name = code ?? SHORT_FOR[bare] ?? bare
  return ETHNIC_NAMES.has(name) ? `${name}族` : undefined
})

const MOBILE = /^1[3-9]\d{9}$/

/** What a cell with telephone numbers holds: the first right one, the other right ones, and whether none is right. */
export type PhoneReading = { phone: string | null; others: readonly string[]; isRight: boolean }

/**
 * A mobile has 11 digits and starts with 13–19 (code-lists.md §8); a landline 7 or 8, after its area code. Of several
 * numbers in a cell the first right one is taken.
 */
export function readPhone(cell: Cell | undefined): PhoneReading {
  // Most cells hold one mobile and nothing else.
  if (typeof cell === 'string' && MOBILE.test(cell)) return { phone: cell, others: [], isRight: true }
  const text = textOf(cell)
  if (saysNothing(text) || /^(没有|无|未留|同户主|同家长|0+$)/.test(text))
    return { phone: null, others: [], isRight: true }
  const numbers: string[] = []
  for (const part of text.split(
    /[/、,，;；|\n]|(?<=\d{7})[ \u4e00-\u9fff():]+(?=\d{7})|(?<=^1[3-9]\d{9})(?=1[3-9]\d{9}$)/,
  )) {
    const digits = part
      .replace(/(转|分机|ext).*$|\.0$/i, '')
      .replace(/[^\d]/g, '')
      .replace(/^(0086|86)(?=1\d{10}$)/, '')
    const isNumber = MOBILE.test(digits) || /^(0\d{2,3})?[2-8]\d{6,7}$/.test(digits)
    if (isNumber && !numbers.includes(digits)) numbers.push(digits)
  }
  const [phone = null, ...others] = numbers
  return { phone, others, isRight: phone !== null }
}

function wordOf(cell: Cell | undefined): string {
  return spacelessTextOf(cell)
    .replace(/^['‘’"“”]+|['‘’"“”]+$/g, '')
    .replace(/^[(（[]|[)）\].。:：]$/g, '')
    .replace(/^(\d{1,2})\.0+$/, '$1')
}
