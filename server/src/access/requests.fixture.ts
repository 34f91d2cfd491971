import { addressOf, type Endpoint, methodOf, pathFieldsOf } from '@qianyue/api/endpoint.ts'
import type { Action } from '@qianyue/domain/access/grants.ts'
import { type Role, roles } from '@qianyue/domain/access/roles.ts'
import { v7 as newId } from 'uuid'
import { tokenHash } from '../session/viewer.queries.ts'
import type { Example, ReachCounty } from './reach-county.fixture.ts'
import type { Line } from './reach-table.fixture.ts'

/** A call as it travels, made from its line of the table. */
export async function requestOf(
  endpoint: Endpoint,
  line: Line,
  { example, packageIds }: { example: Example } & Pick<ReachCounty, 'packageIds'>,
) {
  const fields = line.request(example, { packageIds })
  const inPath = pathFieldsOf(endpoint.call)
  const rest = Object.entries(fields).filter(([name]) => !inPath.includes(name))
  const path = addressOf(endpoint.call).replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(fields[name])),
  )
  const method = methodOf(endpoint.call)
  const inQuery = method === 'GET' || method === 'DELETE' || endpoint.upload !== undefined
  const query = inQuery ? `?${new URLSearchParams(rest.map(([name, value]) => [name, String(value)]))}` : ''
  const { payload, headers } = await bodyOf(line, inQuery ? null : Object.fromEntries(rest))
  return {
    method,
    url: `/api/v1${path}${query}`,
    headers: headers as Record<string, string>,
    ...(payload === null ? {} : { payload }),
    /** All that is said in it: an answer may say it back. */
    said: JSON.stringify(fields),
  }
}

async function bodyOf(line: Line, body: object | null) {
  if (!line.file) return { payload: body, headers: {} }
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(Buffer.from(line.file.content))]), line.file.name)
  const encoded = new Response(form)
  return {
    payload: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type')! },
  }
}

export function isAction(action: Endpoint['action']): action is Action {
  return action !== 'public' && action !== 'signed-in'
}

export const tokenOf = (role: Role) => `token of ${role}`

/** Every role of the example county may ask with {@link tokenOf}. */
export async function giveTokens({ county, viewers }: ReachCounty): Promise<void> {
  for (const role of Object.keys(roles) as Role[]) {
    await county.sql.query(
      "insert into api_tokens (id, account_id, name, token_hash, scopes, created_by) values ($1, $2, 'calls', $3, '{*}', $2)",
      [newId(), viewers[role].accountId, tokenHash(tokenOf(role))],
    )
  }
}
