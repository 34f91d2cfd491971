import type { Action } from '@qianyue/domain/access/grants.ts'
import type { z } from 'zod'
import './value-words.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One call between an app and the server, said once: the server, both apps, the reach test and the OpenAPI file all
 * come from it. Names in braces of the address are fields of the request; the other fields travel in the query of a
 * GET or DELETE and in the JSON body of the rest.
 */
export type Endpoint<Request extends z.ZodObject = z.ZodObject, Reply extends z.ZodType = z.ZodType> = {
  call: `${Method} /${string}`
  /** What the call does, in Chinese, as the API page shows it. */
  summary: string
  /** Who may: a row of `domain/access`; `public` needs no session, `signed-in` any session. */
  action: Action | 'public' | 'signed-in'
  request: Request
  reply: Reply
  /** The body is a file upload (`multipart/form-data`, field `file`); the request's fields travel beside it. */
  upload?: Upload
  /** The reply is a file or a stream of events instead of JSON; `reply` then describes nothing. */
  produces?: 'file' | 'events'
}

/** What an upload takes. */
export type Upload = {
  /** What to choose, said to who sends no file. */
  ask: string
  /** Largest file in MiB; without it, and at most, what the setting UPLOAD_MB allows. */
  mostMb?: number
  /** What may stand in the form beside the file, as texts. */
  beside?: z.ZodObject
}

export type RequestOf<E extends Endpoint> = z.output<E['request']>
/** What a caller writes: fields with defaults may be left out. */
export type RequestInput<E extends Endpoint> = z.input<E['request']>
export type ReplyOf<E extends Endpoint> = z.output<E['reply']>
/** What a use case may return: the reply before its schema has looked at it. */
export type ReplyInput<E extends Endpoint> = z.input<E['reply']>

export function endpoint<Request extends z.ZodObject, Reply extends z.ZodType>(
  description: Endpoint<Request, Reply>,
): Endpoint<Request, Reply> {
  return description
}

export function methodOf(call: Endpoint['call']): Method {
  return call.slice(0, call.indexOf(' ')) as Method
}

/** The address below `/api/v1`, with names in braces. */
export function addressOf(call: Endpoint['call']): string {
  return call.slice(call.indexOf(' ') + 1)
}

/** Names in braces of an address. */
export function pathFieldsOf(call: Endpoint['call']): string[] {
  return [...call.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
}
