import type { LocalDate } from '../days/local-date.ts'
import { BLANK, type FilledBlock } from '../documents/filled-document.ts'
import { dayOnPaper } from '../documents/on-paper-words.ts'
import type { Population } from '../populations/population.ts'
import type { EducationPrescription } from './education-policy.ts'

/** The prescriptions for somebody: those of the own populations first, then what is for everybody. */
export function prescriptionsFor(
  populations: readonly Population[],
  prescriptions: readonly EducationPrescription[],
): EducationPrescription[] {
  return [
    ...prescriptions.filter(({ population }) => population !== null && populations.includes(population)),
    ...prescriptions.filter(({ population }) => population === null),
  ]
}

/** 健康教育处方 to take home, in large type. */
export function prescriptionPaper(
  { title, text }: EducationPrescription,
  to: { name: string; day: LocalDate; doctorName: string; phone: string | null },
): FilledBlock[] {
  const line = (words: string): FilledBlock => ({
    type: 'paragraph',
    placed: 'flush',
    runs: [{ text: words, bold: false }],
  })
  return [
    { type: 'title', runs: [{ text: title, bold: true }] },
    line(`${to.name}：`),
    ...text
      .split('\n')
      .filter((words) => words.trim() !== '')
      .map((words, index) => line(`${index + 1}. ${words}`)),
    line(`医生：${to.doctorName}　电话：${to.phone ?? BLANK}`),
    line(dayOnPaper(to.day)),
  ]
}
