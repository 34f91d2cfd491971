import type { FastifyReply } from 'fastify'
import type { Context } from '../http/context.ts'
import { headFile } from '../http/file-heads.ts'
import { contentNow, foundProfile } from './describe-profile.ts'

/** What a file of a profile calls itself, so that another county knows what it is given. */
const FORMAT = 'qianyue-policy-profile'

/** 导出: the whole profile as JSON. */
export async function sendProfileFile(context: Context, id: string, send: FastifyReply) {
  const row = await foundProfile(context, id)
  const { name, source } = row
  const file = { format: FORMAT, version: 1, name, source, content: await contentNow(context, row) }
  headFile(send, 'application/json; charset=utf-8', `${name}.json`)
  return send.send(JSON.stringify(file, null, 2))
}
