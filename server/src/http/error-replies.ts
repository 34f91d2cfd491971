import { randomUUID } from 'node:crypto'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { databaseTrouble } from '../database/trouble.ts'
import { errorPage } from './error-page.ts'
import { Invalid, kindAndPlace, NotAllowed, NotFound, NotSignedIn, Refused, TooLarge } from './errors.ts'

type ErrorReply = {
  status: number
  body: {
    code: string
    message: string
    fields?: Record<string, string>
    reference?: string
    [detail: string]: unknown
  }
}

/**
 * Every error as `{ code, message, fields?, reference? }`, to a tab of a browser as a page with the message; what nobody foresaw
 * is one reply with a reference number.
 */
export function replyToErrors(app: FastifyInstance) {
  app.setErrorHandler((error, request, reply) => {
    const { status, body } = replyTo(error, request.log)
    reply.status(status)
    if (request.headers['sec-fetch-dest'] === 'document')
      return reply.type('text/html; charset=utf-8').send(errorPage(body.message))
    return reply.send(body)
  })
  app.setNotFoundHandler((_request, reply) => {
    return reply.status(404).send({ code: 'not-found', message: '没有这个地址。' })
  })
}

function replyTo(error: unknown, log: FastifyBaseLogger): ErrorReply {
  const known = knownReply(error)
  if (known) return known
  const trouble = databaseTrouble(error)
  if (trouble) {
    log.error({ trouble, ...kindAndPlace(error) }, 'the database cannot do its work')
    return { status: troubles[trouble].status, body: { code: trouble, message: troubles[trouble].message } }
  }
  const reference = randomUUID().slice(0, 8)
  log.error({ reference, ...kindAndPlace(error) }, 'unforeseen error')
  return {
    status: 500,
    body: {
      code: 'unforeseen',
      message: `系统出现意外，本次操作没有生效。请稍后重试；若仍不行，请把编号 ${reference} 告诉管理员。`,
      reference,
    },
  }
}

/** What whoever sent it may do: a write is kept once, however often it is sent. */
const troubles = {
  'database-away': {
    status: 503,
    message:
      '系统的数据库暂时连不上，本次操作可能没有保存。请过一两分钟再提交一次（不会重复保存）；若仍不行，请告诉管理员。',
  },
  'disk-full': {
    status: 507,
    message: '服务器磁盘已满，本次操作没有保存。请告诉管理员清理磁盘，之后再提交一次。',
  },
}

function knownReply(error: unknown): ErrorReply | null {
  if (error instanceof Refused) {
    return { status: 409, body: { ...error.details, code: error.code, message: error.words } }
  }
  if (error instanceof Invalid)
    return { status: 422, body: { code: 'invalid', message: error.words, fields: error.fields } }
  if (error instanceof NotFound) {
    return {
      status: 404,
      body: { code: 'not-found', message: '没有找到，可能已被删除，或不在您的管辖范围内。' },
    }
  }
  if (error instanceof NotAllowed) return { status: 403, body: { code: 'not-allowed', message: error.words } }
  if (error instanceof NotSignedIn) return { status: 401, body: { code: error.code, message: error.words } }
  if (error instanceof TooLarge) return { status: 413, body: { code: 'too-large', message: error.words } }
  const { statusCode } = error as { statusCode?: number }
  if (statusCode === 413) {
    return { status: 413, body: { code: 'too-large', message: '发送的内容太大，请分几次发送。' } }
  }
  if (statusCode === 429)
    return { status: 429, body: { code: 'too-many', message: '操作太频繁，请稍后再试。' } }
  if (statusCode === 415)
    return { status: 422, body: { code: 'invalid', message: '请求内容的格式不受支持。' } }
  if (statusCode === 400)
    return { status: 422, body: { code: 'invalid', message: '请求内容不完整或格式不正确。' } }
  return null
}
