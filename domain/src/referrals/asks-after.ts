/** Sheets that nobody fills in a second time to ask what became of somebody: an examination, a screening, 产后42天. */
const notRepeated = ['health-assessment', 'elderly-screening', 'postpartum-42-day-check'] as const
export type NotRepeated = (typeof notRepeated)[number]

/** On which it is asked instead: what was found is looked at again, or the patient is seen. */
const askingSheets: readonly string[] = [
  'hypertension-follow-up',
  'type2-diabetes-follow-up',
  'blood-pressure-screening',
  'result-recheck',
  'encounter-note',
]

/** Begins the period in the key of the duty to ask: `health-assessment:RF…`. */
export const ASKED_AFTER = 'RF'
/** The sheet on which it is asked where nothing else calls for one. */
export const ASKED_AFTER_ON = 'encounter-note'

/** Whether a duty, told by its key, is to ask after somebody whom an examination sent to a hospital. */
export function isToAskAfter(dutyKey: string): boolean {
  return dutyKey.split(':')[1]?.startsWith(ASKED_AFTER) === true
}

export function isNotRepeated(form: string): form is NotRepeated {
  return notRepeated.some((one) => one === form)
}

/**
 * Whether who writes this sheet has asked after somebody who was sent to a hospital on the other: on the same one, and of an
 * examination on any on which a patient is followed up. Source: public-health-spec.md §3, §8 to §10 (2周内随访转诊情况).
 */
export function asksAfter(form: string, referredOn: string): boolean {
  return form === referredOn || (isNotRepeated(referredOn) && askingSheets.includes(form))
}

/** The services of whose referrals a sheet asks besides its own. */
export function asksAfterBesides(form: string): readonly NotRepeated[] {
  return askingSheets.includes(form) ? notRepeated : []
}
