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
import { type ResponsibilityLetter, responsibilityLetterValues } from './responsibility-letter.ts'
import { sampleAgreement, sampleLetter, samplePaper } from './sample-papers.ts'

/** What one paper is made from. */
export type PaperFacts =
  | { kind: 'agreement'; agreement: AgreementOnPaper }
  | { kind: 'service-card' | 'contact-card' | 'resident-letter'; paper: ResidentPaper }
  | { kind: 'responsibility-letter'; letter: ResponsibilityLetter }

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
    case 'responsibility-letter':
      return responsibilityLetterValues(facts.letter, printedOn)
  }
}

/** One paper, filled in from a text that has been found right. */
export function filledDocument(facts: PaperFacts, text: string, printedOn: LocalDate): FilledDocument {
  return { kind: facts.kind, number: numberOf(facts), blocks: fillTemplate(text, valuesOf(facts, printedOn)) }
}

function numberOf(facts: PaperFacts): string {
  if (facts.kind === 'agreement') return facts.agreement.number
  return facts.kind === 'responsibility-letter' ? '' : (facts.paper.agreement?.number ?? '')
}

/** The invented household with which a text of a kind is shown while it is written. */
export function sampleFacts(kind: DocumentKind): PaperFacts {
  if (kind === 'agreement') return { kind, agreement: sampleAgreement }
  return kind === 'responsibility-letter' ? { kind, letter: sampleLetter } : { kind, paper: samplePaper }
}
