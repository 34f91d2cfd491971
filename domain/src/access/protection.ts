import type { Protection } from '../forms/form.ts'
import type { Action } from './grants.ts'

/** Who may read, and who may write, what a protected sheet says. */
export const protectionActions = {
  'severe-mental-disorder': { read: 'severe-mental-disorder.read', write: 'severe-mental-disorder.write' },
} as const satisfies Record<Protection, { read: Action; write: Action }>
