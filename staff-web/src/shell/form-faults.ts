import type { CallError } from '@qianyue/ui/calls/call.ts'

/** What the server says is wrong with fields, as a form shows it at each of them. */
export function fieldFaults<Values extends object>(error: CallError) {
  return Object.entries(error.fields).map(([name, words]) => ({
    name: name.split('.')[0] as keyof Values & string as never,
    errors: [words],
  }))
}

/** A field left empty says nothing. */
export function orNull(text: string | null | undefined): string | null {
  return text?.trim() ? text.trim() : null
}
