import { ageYearsOn, type LocalDate } from '../days/local-date.ts'
import type { Sex } from '../residents/resident-facts.ts'

/** Relation to the head of the household (与户主关系), GB/T 4761. Source: code-lists.md §4. */
export const relations = {
  '01': '本人',
  '02': '户主',
  '10': '配偶',
  '11': '夫',
  '12': '妻',
  '20': '子',
  '21': '独生子',
  '22': '长子',
  '23': '次子',
  '24': '三子',
  '25': '四子',
  '26': '五子',
  '27': '养子或继子',
  '28': '女婿',
  '29': '其他儿子',
  '30': '女',
  '31': '独生女',
  '32': '长女',
  '33': '次女',
  '34': '三女',
  '35': '四女',
  '36': '五女',
  '37': '养女或继女',
  '38': '儿媳',
  '39': '其他女儿',
  '40': '孙辈',
  '41': '孙子',
  '42': '孙女',
  '43': '外孙子',
  '44': '外孙女',
  '45': '孙媳或外孙媳',
  '46': '孙女婿或外孙女婿',
  '47': '曾孙子或外曾孙子',
  '48': '曾孙女或外曾孙女',
  '49': '其他孙辈',
  '50': '父母',
  '51': '父亲',
  '52': '母亲',
  '53': '公公',
  '54': '婆婆',
  '55': '岳父',
  '56': '岳母',
  '57': '继父或养父',
  '58': '继母或养母',
  '59': '其他父母',
  '60': '祖辈',
  '61': '祖父',
  '62': '祖母',
  '63': '外祖父',
  '64': '外祖母',
  '65': '配偶的祖父母或外祖父母',
  '66': '曾祖父',
  '67': '曾祖母',
  '68': '配偶的曾祖父母',
  '69': '其他祖辈',
  '70': '兄弟姐妹',
  '71': '兄',
  '72': '嫂',
  '73': '弟',
  '74': '弟媳',
  '75': '姐',
  '76': '姐夫',
  '77': '妹',
  '78': '妹夫',
  '79': '其他兄弟姐妹',
  '80': '其他',
  '81': '伯父',
  '82': '伯母',
  '83': '叔父',
  '84': '婶母',
  '85': '舅父',
  '86': '舅母',
  '87': '姨父',
  '88': '姨母',
  '89': '姑父',
  '90': '姑母',
  '91': '堂兄弟姐妹',
  '92': '表兄弟姐妹',
  '93': '侄子',
  '94': '侄女',
  '95': '外甥',
  '96': '外甥女',
  '97': '其他亲属',
  '99': '非亲属',
} as const

export type Relation = keyof typeof relations

/** The head (户主) of a household. */
export const HEAD: Relation = '02'

/** 其他: what a relation is while nobody has said it. */
export const UNSTATED: Relation = '80'

/** What clerks write beside the names of the standard. */
const aliases: Readonly<Record<string, Relation>> = {
  丈夫: '11',
  夫: '11',
  老公: '11',
  妻子: '12',
  老婆: '12',
  爱人: '10',
  夫妻: '10',
  儿子: '20',
  之子: '20',
  长男: '22',
  大儿子: '22',
  二儿子: '23',
  小儿子: '29',
  二子: '23',
  养子: '27',
  继子: '27',
  女儿: '30',
  之女: '30',
  大女儿: '32',
  二女儿: '33',
  二女: '33',
  小女儿: '39',
  养女: '37',
  继女: '37',
  媳妇: '38',
  儿媳妇: '38',
  长媳: '38',
  次媳: '38',
  孙: '41',
  长孙: '41',
  孙儿: '41',
  孙女儿: '42',
  外孙: '43',
  孙媳: '45',
  孙媳妇: '45',
  外孙媳: '45',
  孙女婿: '46',
  外孙女婿: '46',
  曾孙: '47',
  重孙: '47',
  曾孙子: '47',
  曾孙女: '48',
  重孙女: '48',
  父: '51',
  爸爸: '51',
  母: '52',
  妈妈: '52',
  丈人: '55',
  丈母娘: '56',
  继父: '57',
  养父: '57',
  继母: '58',
  养母: '58',
  爷爷: '61',
  奶奶: '62',
  外公: '63',
  姥爷: '63',
  外婆: '64',
  姥姥: '64',
  哥哥: '71',
  哥: '71',
  兄长: '71',
  嫂子: '72',
  弟弟: '73',
  弟妹: '74',
  弟媳妇: '74',
  姐姐: '75',
  妹妹: '77',
  伯伯: '81',
  叔叔: '83',
  叔: '83',
  婶婶: '84',
  舅舅: '85',
  舅妈: '86',
  姨妈: '88',
  姑妈: '90',
  姑姑: '90',
  侄儿: '93',
  侄: '93',
  侄女儿: '94',
  外甥儿: '95',
  亲戚: '97',
  其它: '80',
  保姆: '99',
  租客: '99',
}

const byName = new Map<string, Relation>([
  ...(Object.entries(relations) as [Relation, string][]).map(([code, name]) => [name, code] as const),
  ...Object.entries(aliases),
])

/** The relation that a text names: a code, a name of the standard, or what a clerk writes; null when it is neither. */
export function relationOf(text: string): Relation | null {
  const trimmed = text.replace(/\s/g, '')
  const code = trimmed.padStart(2, '0')
  if (code in relations) return code as Relation
  return byName.get(trimmed) ?? byName.get(trimmed.replace(/^户主的?/, '')) ?? null
}

/** The sex that a relation tells; null when it tells none. */
export function sexOfRelation(relation: Relation): Exclude<Sex, 'unknown'> | null {
  if (males.has(relation)) return 'male'
  if (females.has(relation)) return 'female'
  return null
}

const codes = (list: string) => new Set(list.split(' '))
const males = codes(
  '11 20 21 22 23 24 25 26 27 28 29 41 43 46 47 51 53 55 57 61 63 66 71 73 76 78 81 83 85 87 89 93 95',
)
const females = codes(
  '12 30 31 32 33 34 35 36 37 38 39 42 44 45 48 52 54 56 58 62 64 67 72 74 75 77 82 84 86 88 90 94 96',
)

const isSpouse = (relation: Relation) => relation === '10' || relation === '11' || relation === '12'
const isOwnChild = (relation: Relation) =>
  relation[0] === '2' ? relation !== '28' : relation[0] === '3' && relation !== '38'
const isOwnParent = (relation: Relation) => ['50', '51', '52', '57', '58', '59'].includes(relation)

/** Fewer years than these between parent and child are a slip of the pen: a bound of common sense, which only asks. */
const LEAST_YEARS_A_GENERATION = 12

/** How many generations below the head a relation stands, above it less than none; null where age tells nothing. */
function generationOf(relation: Relation): number | null {
  if (relation === '27' || relation === '37' || relation === '57' || relation === '58') return null
  if (relation === '47' || relation === '48') return 3
  if (relation === '66' || relation === '67' || relation === '68') return -3
  return ({ 2: 1, 3: 1, 4: 2, 5: -1, 6: -2 } as Record<string, number>)[relation[0]!] ?? null
}

/** By how many whole years somebody is younger than the other, less than none when older. */
function yearsYounger(person: LocalDate, than: LocalDate): number {
  return person >= than ? ageYearsOn(person, than) : -ageYearsOn(than, person)
}

/**
 * What of a person a relation to the head contradicts: a wife who is a man or of her husband's sex, a son of his
 * father's age with by how many whole years he is the younger. Adopted and step relations may be of any age.
 */
export function contradictionOf(
  relation: Relation,
  person: { sex: Sex; birthDate: LocalDate | null },
  head: { sex: Sex; birthDate: LocalDate | null } | null,
): { by: 'sex'; isOfHeadsSex: boolean } | { by: 'age'; yearsYounger: number } | null {
  const sex = sexOfRelation(relation)
  if (person.sex !== 'unknown') {
    if (sex !== null && sex !== person.sex) return { by: 'sex', isOfHeadsSex: false }
    if (isSpouse(relation) && person.sex === head?.sex) return { by: 'sex', isOfHeadsSex: true }
  }
  const generation = generationOf(relation)
  if (generation === null || person.birthDate === null || !head?.birthDate) return null
  const younger = yearsYounger(person.birthDate, head.birthDate)
  const isTooNear = Math.sign(generation) * younger < Math.abs(generation) * LEAST_YEARS_A_GENERATION
  return isTooNear ? { by: 'age', yearsYounger: younger } : null
}

type Member = { residentId: string; relation: Relation; sex: Sex; birthDate: LocalDate }

/**
 * What each member is to a new head, as far as the old relations tell: the old head becomes spouse, parent or child,
 * siblings are told elder from younger by birth. Null where somebody has to say it, as with the grandchildren of the
 * old head when one of two sons takes over.
 */
export function relationsToNewHead(
  members: readonly Member[],
  newHeadId: string,
): Map<string, Relation | null> {
  const newHead = members.find(({ residentId }) => residentId === newHeadId)
  if (!newHead) throw new RangeError('the new head is not a member')
  const wasTheOnlyChild = members.filter(({ relation }) => isOwnChild(relation)).length === 1
  return new Map(
    members.map((member) => [
      member.residentId,
      member.residentId === newHeadId ? HEAD : relationTo(newHead, member, wasTheOnlyChild),
    ]),
  )
}

function relationTo(newHead: Member, member: Member, wasTheOnlyChild: boolean): Relation | null {
  if (newHead.relation === HEAD) return member.relation
  if (isSpouse(newHead.relation)) return toSpouse(newHead, member)
  if (isOwnChild(newHead.relation)) return toChild(newHead, member, wasTheOnlyChild)
  if (isOwnParent(newHead.relation)) return toParent(member)
  return null
}

function toSpouse(newHead: Member, member: Member): Relation | null {
  if (member.relation === HEAD) return bySex(member.sex, '11', '12', '10')
  if (isOwnChild(member.relation) || member.relation === '28' || member.relation === '38')
    return member.relation
  if (member.relation[0] === '4') return member.relation
  if (isOwnParent(member.relation)) {
    return newHead.sex === 'female'
      ? bySex(member.sex, '53', '54', null)
      : bySex(member.sex, '55', '56', null)
  }
  if (member.relation === '53' || member.relation === '55') return '51'
  if (member.relation === '54' || member.relation === '56') return '52'
  return null
}

function toChild(newHead: Member, member: Member, wasTheOnlyChild: boolean): Relation | null {
  if (member.relation === HEAD || isSpouse(member.relation)) return bySex(member.sex, '51', '52', '50')
  if (isOwnChild(member.relation)) {
    const isElder = member.birthDate < newHead.birthDate
    return bySex(member.sex, isElder ? '71' : '73', isElder ? '75' : '77', '70')
  }
  if (isOwnParent(member.relation)) return bySex(member.sex, '61', '62', '60')
  if (!wasTheOnlyChild) return null
  if (member.relation === '38') return '12'
  if (member.relation === '28') return '11'
  if (member.relation === '41' || member.relation === '43') return '20'
  if (member.relation === '42' || member.relation === '44') return '30'
  return null
}

function toParent(member: Member): Relation | null {
  if (member.relation === HEAD) return bySex(member.sex, '20', '30', null)
  if (isSpouse(member.relation)) return bySex(member.sex, '28', '38', null)
  if (isOwnChild(member.relation)) return bySex(member.sex, '41', '42', '40')
  if (isOwnParent(member.relation)) return bySex(member.sex, '11', '12', '10')
  return null
}

function bySex<A, B, C>(sex: Sex, male: A, female: B, unknown: C): A | B | C {
  if (sex === 'male') return male
  return sex === 'female' ? female : unknown
}
