import type { CatalogueCode } from './services.ts'

/** By sheet the services that go on on it, or end with it. */
const continued: Readonly<Record<string, readonly CatalogueCode[]>> = {
  'child-check-1-8-months': ['newborn-home-visit'],
  'pregnancy-outcome': ['antenatal-check'],
  'postpartum-visit': ['antenatal-check'],
  'postpartum-42-day-check': ['antenatal-check', 'postpartum-visit'],
  'tuberculosis-closing': ['tuberculosis-follow-up'],
}

/**
 * The services of which a sheet is the next visit besides its own: after the birth nobody comes back for an antenatal visit,
 * at one month no newborn is visited, and after 结案 no course is supervised.
 */
export function continuedOn(form: string): readonly CatalogueCode[] {
  return continued[form] ?? []
}
