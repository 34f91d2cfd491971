import { agreementText } from './default-texts/agreement.ts'
import { contactCardText } from './default-texts/contact-card.ts'
import { residentLetterText } from './default-texts/resident-letter.ts'
import { responsibilityLetterText } from './default-texts/responsibility-letter.ts'
import { serviceCardText } from './default-texts/service-card.ts'
import type { DocumentKind } from './document-kind.ts'

/** What a county prints until it has written a text of its own. */
export const defaultTexts: Record<DocumentKind, string> = {
  agreement: agreementText,
  'service-card': serviceCardText,
  'contact-card': contactCardText,
  'resident-letter': residentLetterText,
  'responsibility-letter': responsibilityLetterText,
}
