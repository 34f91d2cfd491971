import { percentText } from '@qianyue/domain/indicators/rate.ts'
import type { LineValue } from '@qianyue/domain/performance/scoring.ts'

/** 90.21 */
export const scoreWords = (hundredths: number) => (hundredths / 100).toFixed(2)

/** What a line is scored by, as a clerk reads it: 39.02%（4454 ÷ 11416）. */
export function lineValueWords(value: LineValue): string {
  switch (value.kind) {
    case 'rate':
      return `${percentText(value.rate)}（${value.rate.numerator} ÷ ${value.rate.denominator}）`
    case 'cases':
      return String(value.cases)
    case 'answer':
      return value.yes ? '是' : '否'
  }
}
