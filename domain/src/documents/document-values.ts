import type { LocalDate } from '../days/local-date.ts'
import { agreementValues } from './agreement-paper.ts'
import type { DocumentKind } from './document-kind.ts'
import { type FieldValues, type FilledDocument, fillTemplate } from './filled-document.ts'
import type { AgreementOnPaper } from './paper-facts.ts'
import {
  contactCardValues,
  type ResidentPaper,
  residentLetterValues,
  serviceCardValues,
} from './resident-papers.ts'
import { sampleAgreement, samplePaper } from './sample-papers.ts'

/** What one paper is made from. */
export type PaperFacts =
  | { kind: 'agreement'; agreement: AgreementOnPaper }
  | { kind: 'service-card' | 'contact-card' | 'resident-letter'; paper: ResidentPaper }

export function valuesOf(facts: PaperFacts, printedOn: LocalDate): FieldValues {
  switch (facts.kind) {
    case 'agreement':
      return agreementValues(facts.agreement, printedOn)
    case 'service-card':
      return serviceCardValues(facts.paper, printedOn)
    case 'contact-card':
      return contactCardValues(facts.paper, printedOn)
    case 'resident-letter':
      return residentLetterValues(facts.paper, printedOn)
  }
}

/** One paper, filled in from a text that has been found right. */
export function filledDocument(facts: PaperFacts, text: string, printedOn: LocalDate): FilledDocument {
  const number = facts.kind === 'agreement' ? facts.agreement.number : (facts.paper.agreement?.number ?? '')
  return { kind: facts.kind, number, blocks: fillTemplate(text, valuesOf(facts, printedOn)) }
}

/** The invented household with which a text of a kind is shown while it is written. */
export function sampleFacts(kind: DocumentKind): PaperFacts {
  return kind === 'agreement' ? { kind, agreement: sampleAgreement } : { kind, paper: samplePaper }
}
