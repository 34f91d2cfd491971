import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { sendCalls } from '@qianyue/api/sync.ts'
import type { FastifyRequest } from 'fastify'
import type { Services } from '../http/answer.ts'
import { Invalid } from '../http/errors.ts'

type Call = RequestOf<typeof sendCalls>['calls'][number]
type Answer = ReplyInput<typeof sendCalls>['answers'][number]

/** Calls of one phone that are under way at a time: those that may share a transaction gather while they wait. */
const LANES_AT_ONCE = 32

/** After so long no further call is begun: a phone with much to say is answered before it gives up. */
const PATIENCE_MS = 20_000

/** Marks a call that came with others: it brings no others itself. */
const WITHIN = 'qianyue-within'

/**
 * Makes the calls that a phone sends together: each as if it had come by itself, with its own check of rights, its own
 * line in the audit trail. One that is refused holds up no other.
 */
export async function makeCalls(
  _services: Services,
  { calls }: RequestOf<typeof sendCalls>,
  { raw }: { raw: FastifyRequest },
): Promise<ReplyInput<typeof sendCalls>> {
  if (raw.headers[WITHIN] !== undefined) throw new Invalid({ calls: '一次送出的各条里不能再套一次。' })
  const answers: Answer[] = calls.map(() => null)
  const until = performance.now() + PATIENCE_MS
  const lanes = [...Map.groupBy(calls.keys(), (place) => calls[place]!.lane).values()]
  const work = async () => {
    for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
      for (const place of lane) {
        const answered = await make(raw, calls[place]!)
        answers[place] = answered
        if (isToBeSentAgain(answered.status) || performance.now() > until) break
      }
    }
  }
  await Promise.all(Array.from({ length: LANES_AT_ONCE }, work))
  return { answers }
}

async function make(raw: FastifyRequest, { method, address, body }: Call) {
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = raw.headers
  const reply = await raw.server.inject({
    method,
    url: address,
    headers: { ...headers, 'accept-encoding': 'identity', [WITHIN]: 'calls' },
    remoteAddress: raw.ip,
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: reply.statusCode, body: reply.payload === '' ? null : JSON.parse(reply.payload) }
}

/** No answer to the call itself: it is tried later, and what follows it at the same door not before it. */
function isToBeSentAgain(status: number): boolean {
  return status >= 500 || status === 401 || status === 408 || status === 429
}
