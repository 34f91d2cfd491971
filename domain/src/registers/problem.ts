import type { LocalDate } from '../days/local-date.ts'
import { type Relation, relations } from '../households/relation.ts'
import { type Population, populations } from '../populations/population.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { isOtherDisease, namedPopulations } from './population-cell.ts'

/** `error`: the row stays out until the cell is right. `warning`: the row goes in, and what does not agree is said. */
export type Severity = 'error' | 'warning'

/** What is wrong at a cell of a register, and what has to be known to say it. */
export type CellFinding =
  /** `written` stands for a name and is none: 未取名, 王小兰之子. */
  | { code: 'name-missing'; written: string | null }
  | { code: 'name-unusual'; name: string }
  | { code: 'name-note'; name: string; note: string }
  | { code: 'name-struck' }
  | { code: 'id-missing'; canEnter: boolean }
  | { code: 'id-lost-precision'; canEnter: boolean }
  | { code: 'id-17-digits' }
  | { code: 'id-wrong-length'; length: number }
  | { code: 'id-15-digits'; upgraded: string }
  | { code: 'id-check-digit'; birthDigits: string | null; writtenBirth: LocalDate | null }
  | { code: 'id-no-such-day'; birthDigits: string }
  | { code: 'id-born-in-future'; birthDigits: string }
  | { code: 'id-not-digits' }
  | { code: 'id-masked'; canEnter: boolean }
  | { code: 'id-other-document'; canEnter: boolean }
  | { code: 'id-region-unknown'; region: string }
  | { code: 'id-shared'; otherRow: number; otherSheet: string | null; otherName: string }
  | { code: 'sex-contradicts-id'; written: 'male' | 'female' }
  | { code: 'sex-missing'; fromRelation: Relation | null; taken: Sex }
  | { code: 'sex-unreadable'; fromId: boolean }
  | { code: 'birth-contradicts-id'; fromId: LocalDate; kept: LocalDate }
  | { code: 'birth-missing'; fromId: LocalDate | null }
  | { code: 'birth-unreadable'; why: 'no-such-day' | 'lunar' | 'not-a-date'; fromId: LocalDate | null }
  | { code: 'birth-incomplete' }
  | { code: 'birth-ambiguous'; days: readonly LocalDate[] }
  | { code: 'birth-two-digit-year'; taken: LocalDate }
  | { code: 'birth-in-future' }
  | { code: 'birth-long-ago' }
  | { code: 'age-contradicts-birth'; ageYears: number }
  | {
      code: 'duplicate-person'
      otherRow: number
      otherSheet: string | null
      /** Populations that only this row names. */
      adds: readonly Population[]
    }
  | { code: 'relation-unknown' }
  | { code: 'relation-in-codes' }
  | { code: 'relation-contradicts-sex'; relation: Relation; sex: Sex; isOfHeadsSex: boolean }
  | { code: 'relation-contradicts-age'; relation: Relation; yearsYounger: number }
  | { code: 'head-missing' }
  | { code: 'two-heads'; otherRow: number }
  | { code: 'everybody-alone' }
  | { code: 'parted-by-blank-rows' }
  | { code: 'no-heads'; households: number }
  | { code: 'heads-without-row'; heads: number }
  | { code: 'heads-blank' }
  | { code: 'numbers-begin-again' }
  | { code: 'village-guessed'; village: string }
  | { code: 'household-number-missing' }
  | { code: 'residency-unknown' }
  | { code: 'resident-dead' }
  | { code: 'remark-says-gone'; remark: string }
  | { code: 'second-person'; columns: string; rows: number }
  | { code: 'resident-moved-out' }
  | { code: 'phone-wrong' }
  | { code: 'phone-not-the-only'; taken: string; others: readonly string[] }
  | { code: 'ethnicity-unknown' }
  | { code: 'population-unknown'; words: readonly string[] }
  | { code: 'insurance-unknown'; words: readonly string[] }
  | { code: 'population-doubtful'; population: Population; word: string }
  | { code: 'first-stays-out' }
  | { code: 'population-of-list'; population: Population; words: string }
  | { code: 'population-contradicts-age'; population: Population; ageYears: number }
  | { code: 'population-contradicts-sex'; population: Population }
  | { code: 'village-missing' }
  | { code: 'village-unknown'; village: string }
  | { code: 'village-ambiguous'; townships: readonly string[] }
  | { code: 'village-of-other-unit'; village: string }
  | { code: 'known-under-other-name'; knownName: string }
  | { code: 'known-elsewhere' }
  | { code: 'known-meanwhile' }
  | { code: 'known-gone'; how: 'dead' | 'moved-out'; on: LocalDate }
  | { code: 'lives-elsewhere'; village: string }
  | { code: 'known-in-other-household'; address: string }
  | { code: 'known-under-other-number' }
  | { code: 'perhaps-known'; candidates: number }

export type ProblemCode = CellFinding['code']

/** Findings that keep a row out; of those with `canEnter` it says whether they do. */
const ERRORS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'name-missing',
  'id-17-digits',
  'id-wrong-length',
  'id-check-digit',
  'id-no-such-day',
  'id-born-in-future',
  'id-not-digits',
  'id-shared',
  'birth-incomplete',
  'birth-ambiguous',
  'birth-in-future',
  'duplicate-person',
  'first-stays-out',
  'resident-dead',
  'resident-moved-out',
  'village-missing',
  'village-unknown',
  'village-ambiguous',
  'village-of-other-unit',
  'known-under-other-name',
  'known-elsewhere',
  'known-meanwhile',
  'known-gone',
  'perhaps-known',
])

/** Whether a finding keeps its row out. Why each: docs/decisions/0011-register-import.md. */
export function severityOf(finding: CellFinding): Severity {
  if (finding.code === 'duplicate-person' && finding.adds.length > 0) return 'warning'
  if (ERRORS.has(finding.code)) return 'error'
  if ('canEnter' in finding) return finding.canEnter ? 'warning' : 'error'
  if (finding.code === 'birth-missing' || finding.code === 'birth-unreadable')
    return finding.fromId ? 'warning' : 'error'
  return 'warning'
}

const sexWord = { male: '男', female: '女', unknown: '未说明' } as const
const otherSex = { male: '女', female: '男' } as const

/** The finding in words for the clerk: what is wrong, and what to do. */
export function wordsOf(finding: CellFinding): string {
  switch (finding.code) {
    case 'name-missing':
      return finding.written === null
        ? '姓名没有填写。请补填姓名后重新导入。'
        : `姓名写的是“${finding.written}”，不是本人的姓名。请补填姓名后重新导入。`
    case 'name-unusual':
      return `姓名“${finding.name}”不像人名，请核对。`
    case 'name-note':
      return `姓名旁边写着“${finding.note}”，姓名按“${finding.name}”导入，“${finding.note}”没有导入。需要的请写在相应的栏。`
    case 'name-struck':
      return '姓名被划去了，本行仍按在管居民导入。不该导入的请删去本行；确已死亡或迁出的，也可导入后在居民页面登记。'
    case 'id-missing':
      return finding.canEnter
        ? '身份证号没有填写。本人可以先导入，标记为“证件号待补”；补到号码后再导入一次即可补上。'
        : '身份证号没有填写，出生日期也不完整，无法确认是谁。请补填身份证号，或把出生日期写到日。'
    case 'id-lost-precision':
      return `身份证号被 Excel 存成了数字，末尾几位已经丢失，无法还原。请把该列设为“文本”格式后按证件重新录入。${pending(finding.canEnter)}`
    case 'id-17-digits':
      return '身份证号只有 17 位，少了一位。请对照证件补全 18 位后重新导入。'
    case 'id-wrong-length':
      return `身份证号有 ${finding.length} 位，应为 18 位。请对照证件改正后重新导入。`
    case 'id-15-digits':
      return `这是 15 位的旧号码，按国家规则升位为 ${finding.upgraded}。请对照现在的证件核对。`
    case 'id-check-digit':
      return `身份证号校验不通过，至少有一位写错${transposed(finding)}。请对照证件改正后重新导入。`
    case 'id-no-such-day':
      return `身份证号中的出生日期 ${finding.birthDigits} 不是真实的日期。请对照证件改正后重新导入。`
    case 'id-born-in-future':
      return `身份证号中的出生日期 ${finding.birthDigits} 还没有到。请对照证件改正后重新导入。`
    case 'id-not-digits':
      return '身份证号中有不该出现的字符，只能是数字和末位的 X。请对照证件改正后重新导入。'
    case 'id-masked':
      return `身份证号被星号遮盖，不是完整的号码。请填写完整的号码。${pending(finding.canEnter)}`
    case 'id-other-document':
      return `这不是身份证号，像是护照或通行证号码，不会存入身份证号。${pending(finding.canEnter)}`
    case 'id-region-unknown':
      return `身份证号的前六位 ${finding.region} 不在现行行政区划中，可能是旧区划，也可能写错。请核对。`
    case 'id-shared':
      return `与${place(finding)}的“${finding.otherName}”写了同一个身份证号，但姓名不同。请对照证件确认号码是谁的，改正另一行。`
    case 'sex-contradicts-id':
      return `性别写的是“${sexWord[finding.written]}”，身份证号表示为“${otherSex[finding.written]}”。按名册所写导入并标记，请核对是性别还是号码写错。`
    case 'sex-missing':
      if (finding.fromRelation)
        return `性别没有填写，按与户主关系“${relations[finding.fromRelation]}”取${sexWord[finding.taken]}。请核对。`
      return '性别没有填写，也没有可用的身份证号推出性别。先按“未说明”导入，请补填。'
    case 'sex-unreadable':
      return finding.fromId
        ? '性别看不懂，已按身份证号取性别。请写“男”或“女”。'
        : '性别看不懂，先按“未说明”导入。请写“男”或“女”。'
    case 'birth-contradicts-id':
      return `出生日期与身份证号不一致：身份证号中是 ${finding.fromId}。按 ${finding.kept} 导入并标记，请核对是日期还是号码写错。`
    case 'birth-missing':
      return finding.fromId
        ? `出生日期没有填写，已按身份证号取 ${finding.fromId}。`
        : '出生日期没有填写，也没有可用的身份证号。请补填其中一项后重新导入。'
    case 'birth-unreadable':
      return `${whyUnreadable[finding.why]}${finding.fromId ? `已按身份证号取 ${finding.fromId}，请核对。` : '请改正后重新导入。'}`
    case 'birth-incomplete':
      return '出生日期没有写到日，也没有可用的身份证号。请写成年月日，例如 1950-03-02。'
    case 'birth-ambiguous':
      return `出生日期可能是 ${finding.days.join(' 或 ')}，无法确定。请按年月日的顺序写。`
    case 'birth-two-digit-year':
      return `出生年份只写了两位，按 ${finding.taken} 导入。请核对并把年份写成四位。`
    case 'birth-in-future':
      return '出生日期还没有到。请改正后重新导入。'
    case 'birth-long-ago':
      return '按出生日期已超过 120 岁。请核对出生日期。'
    case 'age-contradicts-birth':
      return `年龄与出生日期不一致：按出生日期是 ${finding.ageYears} 岁。年龄不导入，请核对出生日期。`
    case 'duplicate-person':
      if (finding.adds.length > 0)
        return `与${place(finding)}是同一个人，只导入一次；本行写的${wordsOfPopulations(finding.adds)}一并记入。`
      return `与${place(finding)}是同一个人，重复了。本行不导入，请删去其中一行。`
    case 'first-stays-out':
      return '同一个人在前面的一行没有导入，本行也不导入。请先改正那一行。'
    case 'relation-unknown':
      return '与户主关系看不懂，按“其他”导入。请写户主、配偶、子、女、父亲、母亲、儿媳、孙子等。'
    case 'relation-in-codes':
      return '与户主关系写的是代码，按 01 户主、02 配偶、03 子、04 女、05 儿媳、06 女婿、07 孙子、08 孙女、09 外孙子、10 外孙女、11 父亲、12 母亲等导入。请在预览中核对。'
    case 'relation-contradicts-sex':
      return finding.isOfHeadsSex
        ? `与户主关系是“${relations[finding.relation]}”，性别却与户主同为${sexWord[finding.sex]}。照常导入，请核对关系和两人的性别。`
        : `与户主关系“${relations[finding.relation]}”与性别“${sexWord[finding.sex]}”不符。照常导入，请核对关系和性别。`
    case 'relation-contradicts-age':
      return `与户主关系“${relations[finding.relation]}”与年龄不符：${comparedWithHead(finding.yearsYounger)}。照常导入，请核对关系和出生日期${finding.relation === '38' ? '；“媳妇”按儿媳导入，指妻子的请写“妻”' : ''}。`
    case 'head-missing':
      return '这一户没有户主。成员照常导入，请在“与户主关系”中标出户主。'
    case 'two-heads':
      return `这一户在第 ${finding.otherRow} 行已有户主。本行按“其他”导入，请核对是否少写了户号。`
    case 'household-number-missing':
      return '户号没有填写，但与户主关系是“户主”，按新的一户处理。请补填户号。'
    case 'everybody-alone':
      return '这张表没有户号、户主姓名、与户主关系，住址也没有写到门牌，所以每人单独成一户。要按户导入，请补上其中一列。'
    case 'parted-by-blank-rows':
      return '这张表没有户号、户主姓名、与户主关系，按空行分户，户主未写明。请在预览中核对；要写明户主，请补上“与户主关系”一栏。'
    case 'no-heads':
      return `这张表有 ${finding.households} 户没有写明谁是户主，成员照常导入，暂无户主。请补上“与户主关系”并标出户主，或导入后在居民页面登记“成为户主”。`
    case 'heads-without-row':
      return `这张表有 ${finding.heads} 位户主只写在户主栏，没有自己的一行，没有导入。请给户主也写一行，与户主关系写“户主”。`
    case 'heads-blank':
      return '这张表的“与户主关系”没有写“户主”，每户第一人留空的按户主导入。请在预览中核对，并在该栏写明“户主”。'
    case 'numbers-begin-again':
      return '从这一行起户号又从 1 编起，前后相同的户号按不同的户导入。是同一户的，请改正户号或与户主关系。'
    case 'residency-unknown':
      return '居住状态看不懂，按“常住”导入。请写“常住”或“外出”。'
    case 'resident-dead':
      return '写的是已死亡，不作为在管居民导入。如果系统里有此人，请在居民页面登记死亡。'
    case 'remark-says-gone':
      return `备注写着“${finding.remark}”，本行仍按在管居民导入。确已死亡或迁出的，请在居住状态栏写明，或导入后在居民页面登记。`
    case 'second-person':
      return `这张表有 ${finding.rows} 行在右边（${finding.columns}）还写着别的人，没有导入。要导入的，请改成每人一行。`
    case 'resident-moved-out':
      return '写的是已迁出，不作为在管居民导入。如果系统里有此人，请在居民页面登记迁出。'
    case 'phone-wrong':
      return '电话号码不对，没有导入。手机号应为 11 位，座机要带区号。'
    case 'phone-not-the-only':
      return `写了 ${finding.others.length + 1} 个电话，联系电话取 ${finding.taken}；${finding.others.join('、')} 没有导入，需要时请填在联系人电话。`
    case 'ethnicity-unknown':
      return '民族看不懂，没有导入。请写民族的名称，例如“汉族”。'
    case 'population-unknown':
      if (finding.words.every(isOtherDisease))
        return `“${finding.words.join('、')}”不属于重点人群，没有导入。需要的请记入健康档案的既往史。`
      return `人群分类中的“${finding.words.join('、')}”看不懂，没有导入。请改用：${wordsOfPopulations(namedPopulations)}。`
    case 'insurance-unknown':
      return `医保类型中的“${finding.words.join('、')}”看不懂，没有导入。请写城乡居民、城镇职工、商业保险、公费、自费等。`
    case 'population-doubtful':
      return `写的是“${finding.word}”，没有按${populations[finding.population]}导入。已确诊或已认定的请打“√”，或在人群分类一栏写明。`
    case 'population-of-list':
      return `标题或表名写的是“${finding.words}”，这张表中的人都按${populations[finding.population]}导入。有不是的，请分开另列一表。`
    case 'population-contradicts-age':
      return `人群写的是“${populations[finding.population]}”，按出生日期是 ${finding.ageYears} 岁。请核对出生日期。`
    case 'population-contradicts-sex':
      return `人群写的是“${populations[finding.population]}”，性别是男。没有导入这一人群，请核对。`
    case 'village-guessed':
      return `没有写是哪个村（居），按上一行归入“${finding.village}”。请核对。`
    case 'village-missing':
      return '没有写是哪个村（居），标题里也找不到。请补填村名后重新导入。'
    case 'village-unknown':
      return `系统里没有“${finding.village}”。请核对村名；确实是新的村，可以在导入页面新建后重新检查。`
    case 'village-ambiguous':
      return `有几个乡镇都有这个村：${finding.townships.join('、')}。请加一列写明乡镇。`
    case 'village-of-other-unit':
      return `“${finding.village}”不在您的管辖范围内。请由所在乡镇导入。`
    case 'known-under-other-name':
      return `系统里这个身份证号是“${finding.knownName}”的，姓名不同。请对照证件确认，改正名册或系统里的姓名。`
    case 'known-elsewhere':
      return '这个身份证号已在本县其他单位建档。请先办理迁移，不要重复建档。'
    case 'known-meanwhile':
      return '检查之后，这个身份证号已由他人建档。请重新检查后再导入。'
    case 'known-gone':
      return `系统里此人已于 ${finding.on} 登记${finding.how === 'dead' ? '死亡' : '迁出'}。如果登记有误，请先在居民页面更正。`
    case 'lives-elsewhere':
      return `系统里此人住在“${finding.village}”。导入不改变住处，确已搬迁请在居民页面办理。`
    case 'known-in-other-household':
      return `系统里此人在另一户${finding.address === '' ? '' : `（${finding.address}）`}。导入不改变住户，确已分户或迁居请在居民页面办理。`
    case 'known-under-other-number':
      return '系统里此人的身份证号不同。导入不改变号码，请对照证件在居民页面更正。'
    case 'perhaps-known':
      return `系统里有 ${finding.candidates} 位同名同出生日期的居民，不能确定是不是同一人。请在预览中选择。`
  }
}

const wordsOfPopulations = (those: readonly Population[]) => those.map((one) => populations[one]).join('、')

function comparedWithHead(yearsYounger: number): string {
  if (yearsYounger === 0) return '与户主同岁'
  return yearsYounger > 0 ? `比户主小 ${yearsYounger} 岁` : `比户主大 ${-yearsYounger} 岁`
}

/** What a code is called in a summary of problems. */
export const problemNames: Record<ProblemCode, string> = {
  'name-missing': '姓名未填',
  'name-unusual': '姓名不像人名',
  'name-note': '姓名旁边写着别的',
  'name-struck': '姓名被划去',
  'id-missing': '身份证号未填',
  'id-lost-precision': '身份证号被存成数字，末几位丢失',
  'id-17-digits': '身份证号只有 17 位',
  'id-wrong-length': '身份证号位数不对',
  'id-15-digits': '15 位旧身份证号',
  'id-check-digit': '身份证号校验不通过',
  'id-no-such-day': '身份证号中的日期不存在',
  'id-born-in-future': '身份证号中的日期还没有到',
  'id-not-digits': '身份证号含有其他字符',
  'id-masked': '身份证号被遮盖',
  'id-other-document': '不是身份证号',
  'id-region-unknown': '身份证号的区划不在册',
  'id-shared': '两人写了同一个身份证号',
  'sex-contradicts-id': '性别与身份证号不一致',
  'sex-missing': '性别未填',
  'sex-unreadable': '性别看不懂',
  'birth-contradicts-id': '出生日期与身份证号不一致',
  'birth-missing': '出生日期未填',
  'birth-unreadable': '出生日期看不懂',
  'birth-incomplete': '出生日期没有写到日',
  'birth-ambiguous': '出生日期有两种读法',
  'birth-two-digit-year': '出生年份只有两位',
  'birth-in-future': '出生日期还没有到',
  'birth-long-ago': '年龄超过 120 岁',
  'age-contradicts-birth': '年龄与出生日期不一致',
  'duplicate-person': '同一人重复',
  'first-stays-out': '同一人前面的一行没有导入',
  'relation-in-codes': '与户主关系按代码导入',
  'relation-unknown': '与户主关系看不懂',
  'relation-contradicts-sex': '与户主关系和性别不符',
  'relation-contradicts-age': '与户主关系和年龄不符',
  'everybody-alone': '没有分户的依据，每人单独成户',
  'parted-by-blank-rows': '按空行分户',
  'heads-blank': '户主一栏留空',
  'numbers-begin-again': '户号重新从 1 编起',
  'no-heads': '没有写明户主',
  'heads-without-row': '户主没有自己的一行',
  'head-missing': '一户没有户主',
  'two-heads': '一户有两个户主',
  'household-number-missing': '户号未填',
  'residency-unknown': '居住状态看不懂',
  'resident-dead': '已死亡',
  'remark-says-gone': '备注写着死亡或迁出',
  'second-person': '一行写了几个人',
  'resident-moved-out': '已迁出',
  'phone-wrong': '电话号码不对',
  'phone-not-the-only': '电话不止一个',
  'ethnicity-unknown': '民族看不懂',
  'population-unknown': '人群分类有未导入的',
  'insurance-unknown': '医保类型看不懂',
  'population-doubtful': '人群未确定',
  'population-of-list': '按表名归入人群',
  'population-contradicts-age': '人群与年龄不符',
  'population-contradicts-sex': '人群与性别不符',
  'village-guessed': '村未填，按上一行',
  'village-missing': '村未填',
  'village-unknown': '系统里没有这个村',
  'village-ambiguous': '村名不止一个乡镇有',
  'village-of-other-unit': '村不在管辖范围',
  'known-under-other-name': '身份证号在系统里是另一人',
  'known-elsewhere': '已在其他单位建档',
  'known-meanwhile': '检查之后已被建档',
  'known-gone': '系统里已登记死亡或迁出',
  'lives-elsewhere': '系统里住在别处',
  'known-in-other-household': '系统里在另一户',
  'known-under-other-number': '系统里是另一个身份证号',
  'perhaps-known': '可能已在系统里',
}

const whyUnreadable = {
  'no-such-day': '日历上没有这一天。',
  lunar: '写的是农历，应写公历。',
  'not-a-date': '出生日期看不懂，请写成 1950-03-02 这样的年月日。',
} as const

function pending(canEnter: boolean): string {
  return canEnter ? '本人可以先导入，标记为“证件号待补”。' : '出生日期也不完整，本行不导入。'
}

function place({ otherRow, otherSheet }: { otherRow: number; otherSheet: string | null }): string {
  return otherSheet ? `工作表“${otherSheet}”第 ${otherRow} 行` : `第 ${otherRow} 行`
}

function transposed({
  birthDigits,
  writtenBirth,
}: {
  birthDigits: string | null
  writtenBirth: LocalDate | null
}): string {
  if (!birthDigits || !writtenBirth) return ''
  const written = writtenBirth.replaceAll('-', '')
  return written === birthDigits ? '' : `（号码中的出生日期是 ${birthDigits}，出生日期栏是 ${writtenBirth}）`
}
