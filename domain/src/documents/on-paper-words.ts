import { dayOfMonthOf, type LocalDate, monthOf, yearOf } from '../days/local-date.ts'
import type { AgreedItem, Sex } from '../residents/resident-facts.ts'

/** 2026年3月1日, as official papers write a day. */
export function dayOnPaper(day: LocalDate): string {
  return `${yearOf(day)}年${monthOf(day)}月${dayOfMonthOf(day)}日`
}

/** Whole fen as yuan with two decimals and thousands separated: 123456 is 1,234.56. */
export function yuanOnPaper(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const [yuan, cents] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100]
  return `${sign}${String(yuan).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(cents).padStart(2, '0')}`
}

export function termOnPaper(months: number): string {
  const years = ['', '一年', '两年', '三年', '四年', '五年'][months / 12]
  return years ?? `${months}个月`
}

const periods: Record<AgreedItem['every'], string> = {
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  term: '协议期内',
  'on-need': '按需',
}

/** 每季度1次; 按需 says no number. */
export function frequencyOnPaper({ times, every }: Pick<AgreedItem, 'times' | 'every'>): string {
  return every === 'on-need' ? periods[every] : `${periods[every]}${times}次`
}

export function sexOnPaper(sex: Sex): string {
  return { male: '男', female: '女', unknown: '未说明' }[sex]
}

/** 王秀英女士; a child under 14 is 小朋友; the name alone when the sex is not known. */
export function addressedAs(name: string, sex: Sex, ageYears: number): string {
  if (ageYears < 14) return `${name}小朋友`
  return `${name}${{ male: '先生', female: '女士', unknown: '' }[sex]}`
}

/** Puts the mark on the one that holds: ■首签　□续约. */
export function ticked<Key extends string>(choices: Readonly<Record<Key, string>>, chosen: Key): string {
  return (Object.keys(choices) as Key[])
    .map((key) => `${key === chosen ? '■' : '□'}${choices[key]}`)
    .join('　')
}
