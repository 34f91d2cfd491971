import type { Form, FormValues } from '../forms/form.ts'
import { fieldsOf } from '../forms/form.ts'
import { healthAssessment } from '../forms/health-record/health-assessment.ts'

/** 体检流程: who enters which part of the examination form. Every section stands at one station. */
export const stations = {
  reception: { name: '登记问诊', sections: ['symptoms', 'elderly', 'lifestyle'] },
  measuring: { name: '一般测量', sections: ['general-condition'] },
  physical: { name: '体格检查', sections: ['organs', 'physical', 'further-physical'] },
  laboratory: { name: '化验与辅助检查', sections: ['laboratory', 'further-laboratory'] },
  conclusion: { name: '医生总检', sections: ['health-problems', 'treatment', 'evaluation', 'next'] },
} as const
export type Station = keyof typeof stations

export const stationCodes = Object.keys(stations) as Station[]

/** The part of the form that a station fills: its sections, and the checks that need nothing from elsewhere. */
export function stationForm(station: Station): Form {
  const codes: readonly string[] = stations[station].sections
  const sections = healthAssessment.sections.filter(({ code }) => codes.includes(code))
  const fields = new Set(sections.flatMap((section) => section.fields.map(({ code }): string => code)))
  return {
    ...healthAssessment,
    name: stations[station].name,
    sections,
    checks: healthAssessment.checks.filter(
      (check) => check.code !== 'something-examined' && check.fields.every((field) => fields.has(field)),
    ),
  }
}

/** What all stations found, as one sheet. */
export function joinedParts(parts: Readonly<Partial<Record<Station, FormValues>>>): FormValues {
  return Object.fromEntries(
    stationCodes.flatMap((station) => {
      const own = new Set(fieldsOf(stationForm(station)).map(({ code }) => code))
      return Object.entries(parts[station] ?? {}).filter(([code]) => own.has(code))
    }),
  )
}

/** Stations that somebody who has come still has to pass; the conclusion last. */
export function stationsAhead(done: readonly Station[]): Station[] {
  return stationCodes.filter((station) => !done.includes(station))
}
