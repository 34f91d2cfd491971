import { HEAD, type Relation } from '../households/relation.ts'
import type { RegisterField } from './columns.ts'

/** What programs call the columns of a register that they export in English, by the letters alone. */
const TITLES: readonly (readonly [RegisterField, RegExp])[] = [
  ['serial', /^(sn|serialno|serialnumber|index)$/],
  ['householdNumber', /^(household|hh|family)(id|no|number|code)$/],
  ['headName', /^(nameof)?(household|family)head(name)?$|^head(of(household|family))?(name)?$/],
  ['relation', /^relation(ship)?((to|with)(the)?(household|family)?head(of(household|family))?)?$/],
  ['idNumber', /^(national|citizen|resident)id(card)?(no|number)?$/],
  ['age', /^age$/],
  ['ethnicity', /^(ethnicity|ethnicgroup|nation)$/],
  ['phone', /^((mobile|cell)?(tele)?phone|mobile|contact)(no|number)?$/],
  ['township', /^town(ship)?(name)?$/],
  ['village', /^village(name)?$/],
  ['group', /^(villagers?|resident)?group(name|no)?$/],
  ['address', /^(home|current|residential)?address$/],
  ['remarks', /^(remarks?|notes?|comments?)$/],
]

/** What databases of hospitals and bureaus call them, by the first letters of their Chinese names: XM is 姓名. */
const INITIALS: Readonly<Record<string, RegisterField>> = {
  xm: 'name',
  brxm: 'name',
  xb: 'sex',
  xbdm: 'sex',
  sfz: 'idNumber',
  sfzh: 'idNumber',
  sfzhm: 'idNumber',
  gmsfhm: 'idNumber',
  gmsfzh: 'idNumber',
  zjhm: 'idNumber',
  csrq: 'birthDate',
  csny: 'birthDate',
  nl: 'age',
  mz: 'ethnicity',
  lxdh: 'phone',
  brdh: 'phone',
  sjh: 'phone',
  sjhm: 'phone',
  dhhm: 'phone',
  yhzgx: 'relation',
  jtzz: 'address',
  jtdz: 'address',
  xzz: 'address',
  xzdz: 'address',
  lxdz: 'address',
  xxdz: 'address',
}

/** The relations as such exports call them. */
const RELATIONS: Readonly<Record<string, Relation>> = {
  head: HEAD,
  self: HEAD,
  headofhousehold: HEAD,
  householdhead: HEAD,
  householder: HEAD,
  spouse: '10',
  husband: '11',
  wife: '12',
  son: '20',
  soninlaw: '28',
  daughter: '30',
  daughterinlaw: '38',
  grandson: '41',
  granddaughter: '42',
  father: '51',
  mother: '52',
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')

/** What an English title, or the initials of a Chinese one, say their column holds, or undefined. */
export function fieldOfEnglishTitle(title: string): RegisterField | undefined {
  if (!/^[A-Za-z]{2,40}$/.test(title)) return undefined
  const letters = lettersOf(title)
  return TITLES.find(([, usual]) => usual.test(letters))?.[0] ?? INITIALS[letters]
}

/** The relation that an English word names, or undefined. */
export function relationOfEnglish(word: string): Relation | undefined {
  return /^[A-Za-z][A-Za-z -]{2,30}$/.test(word) ? RELATIONS[lettersOf(word)] : undefined
}
