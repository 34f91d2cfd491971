import { protectionActions } from '@qianyue/domain/access/protection.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotAllowed } from '../http/errors.ts'

/** @throws NotAllowed when the sheet is protected and not for the viewer's roles. */
export function refuseUnlessTrusted(
  { viewer }: Pick<Context, 'viewer'>,
  { protection }: Pick<Form, 'protection'>,
  to: 'read' | 'write',
): void {
  if (protection === undefined) return
  const action = protectionActions[protection][to]
  if (!mayDo(viewer, action)) throw new NotAllowed(action)
}
