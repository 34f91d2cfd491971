import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { afterEach, expect, test, vi } from 'vitest'
import { type CallError, call } from './call.ts'

afterEach(() => vi.unstubAllGlobals())

async function refusalOf(status: number, text: string): Promise<CallError> {
  vi.stubGlobal('fetch', async () => new Response(text, { status }))
  return await call(listOrgUnits, {}).then(
    () => expect.unreachable('it was taken for an answer'),
    (error) => error as CallError,
  )
}

test("a proxy's page while the server is down is said in words, not as signs that are no JSON", async () => {
  const refusal = await refusalOf(502, '<html><body>502 Bad Gateway</body></html>')
  expect([refusal.name, refusal.status, refusal.message]).toEqual([
    'CallError',
    502,
    '没有连上服务器，请检查网络后重试。',
  ])
})

test("a sign-in page of the network's own, which says 200, is not taken for an answer", async () => {
  const refusal = await refusalOf(200, '<html>请先登录本网络</html>')
  expect([refusal.name, refusal.status]).toEqual(['CallError', 0])
})

test('the words of the server are kept', async () => {
  const refusal = await refusalOf(507, JSON.stringify({ code: 'disk-full', message: '服务器磁盘已满' }))
  expect([refusal.code, refusal.message]).toEqual(['disk-full', '服务器磁盘已满'])
})
