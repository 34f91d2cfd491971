/** 医疗费用支付方式 of the personal basic information form. Source: public-health-spec.md §2.3. */
const paymentMethods = {
  '1': '城镇职工基本医疗保险',
  '2': '城镇居民基本医疗保险',
  '3': '新型农村合作医疗',
  '4': '贫困救助',
  '5': '商业医疗保险',
  '6': '全公费',
  '7': '全自费',
  '8': '其他',
} as const

export type PaymentMethod = keyof typeof paymentMethods

/** 2 and 3 have since become one insurance (城乡居民基本医疗保险), which is what people are asked about and told. */
const presentNames: Partial<Record<PaymentMethod, string>> = {
  '2': '城乡居民基本医疗保险',
  '3': '城乡居民基本医疗保险',
}

/** What a page offers: each name once, under the code that is kept. */
export const paymentMethodChoices: readonly { value: PaymentMethod; label: string }[] = (
  Object.keys(paymentMethods) as PaymentMethod[]
)
  .filter((code) => code !== '3')
  .map((code) => ({ value: code, label: paymentMethodName(code) }))

function paymentMethodName(code: string): string {
  return presentNames[code as PaymentMethod] ?? paymentMethods[code as PaymentMethod] ?? '其他'
}

/** How somebody's treatment is paid, in words; null when nothing is known. */
export function insuranceWords(codes: readonly string[] | undefined): string | null {
  if (codes === undefined || codes.length === 0) return null
  return [...new Set(codes.map(paymentMethodName))].join('、')
}
