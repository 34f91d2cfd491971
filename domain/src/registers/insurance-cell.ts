import type { PaymentMethod } from '../residents/payment-methods.ts'
import { type Cell, saysNothing, spacelessTextOf } from './cell.ts'

const WORDS: readonly (readonly [PaymentMethod, RegExp])[] = [
  ['1', /职工|城职|^城镇医保$/],
  ['2', /居民|城乡|城居|^医保$|^(已|正常|续)?参保(缴费)?$/],
  ['3', /新农合|农合|合作医疗/],
  ['4', /救助/],
  ['5', /商业|商保|惠民保/],
  ['6', /公费/],
  ['7', /自费|未参[保加]|没有参[保加]|无医保/],
  ['8', /^其他$|^其它$|异地/],
]

/** What a cell of 医保类型 names: the ways of paying, and the words in it that are none. A code of the form is one too. */
export function readInsurance(cell: Cell | undefined): { methods: PaymentMethod[]; unknown: string[] } {
  const text = spacelessTextOf(cell)
  if (saysNothing(text)) return { methods: [], unknown: [] }
  const methods = new Set<PaymentMethod>()
  const unknown: string[] = []
  for (const word of text.split(/[、,，;；/|+＋]+/)) {
    if (word === '') continue
    if (/^[1-8]$/.test(word)) {
      methods.add(word as PaymentMethod)
      continue
    }
    const found = WORDS.find(([, words]) => words.test(word))
    if (found) methods.add(found[0])
    else unknown.push(word)
  }
  return { methods: [...methods].sort(), unknown }
}
