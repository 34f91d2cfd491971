import type { Form } from '../forms/form.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { isFaceToFace } from '../service-records/service-mode.ts'
import { codeOf, type OwnService } from './own-service.ts'
import { servicesProvenBy, servicesProvenWhenTold } from './proven.ts'
import { isCatalogueCode, isServiceCode, services } from './services.ts'

/** What a county adds to the catalogue and to the sheets, as its policy names it. */
type OwnCatalogue = {
  'local-forms'?: readonly Form[] | undefined
  'own-services'?: readonly OwnService[] | undefined
}

/**
 * Whether a record delivers a service of an agreement: the same that fulfils its duty. A telephone call delivers nothing that is
 * done face to face, a county's own sheet delivers what it proves, and a sheet that did not measure delivers no measurement.
 */
export function delivers(
  { form, service, mode, controlled }: Pick<ServiceFacts, 'form' | 'service' | 'mode' | 'controlled'>,
  agreed: string,
  { 'local-forms': local = [], 'own-services': own = [] }: OwnCatalogue,
): boolean {
  if (!isServiceCode(agreed) || !servicesProvenBy(form, service, local).includes(agreed)) return false
  if (controlled === null && servicesProvenWhenTold(form).includes(agreed)) return false
  const asked = isCatalogueCode(agreed) ? services[agreed] : own.find((one) => codeOf(one) === agreed)
  return asked?.faceToFace !== true || isFaceToFace(mode)
}
