import type { IndicatorCode } from '../indicators/indicator.ts'

/**
 * 驾驶舱 shows four things side by side, so that none is bought with another: who is covered, whether what was agreed is
 * done, how well, and whether it is true. The last is no share of people: see `verifiedRate`.
 */
export const dimensions = {
  coverage: { name: '签约', codes: ['coverage', 'key-coverage', 'special-coverage'] },
  fulfilment: { name: '履约', codes: ['fulfilment', 'full-fulfilment', 'on-time'] },
  quality: {
    name: '质量',
    codes: [
      'hypertension-standardised',
      'hypertension-controlled',
      'diabetes-standardised',
      'diabetes-controlled',
    ],
  },
} as const satisfies Record<string, { name: string; codes: readonly IndicatorCode[] }>

/** Every figure of the cockpit, in the order in which it is shown. */
export const cockpitCodes: readonly IndicatorCode[] = Object.values(dimensions).flatMap(({ codes }) => codes)
