import type { listBulletins } from '@qianyue/api/bulletins.ts'
import type { ReplyInput } from '@qianyue/api/endpoint.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { FilledDocument } from '@qianyue/domain/documents/filled-document.ts'
import { dayOnPaper } from '@qianyue/domain/documents/on-paper-words.ts'
import { statedPercentProblems } from '@qianyue/domain/reports/integrity.ts'
import { mayDo, reachesWhole, reachOf } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { type BulletinRow, bulletinById, readersOf } from './bulletins.queries.ts'

export function describeLine({
  body: _,
  publishedAt,
  kind,
  ...row
}: BulletinRow): ReplyInput<typeof listBulletins>[number] {
  return { ...row, kind: kind as 'bulletin' | 'notice', publishedAt: publishedAt?.toISOString() ?? null }
}

/** One bulletin as the calls show it. @throws NotFound when it is out of reach. */
export async function describeBulletin({ db, viewer }: Context, id: string) {
  const row = await bulletinById(db, viewer.accountId, id)
  if (!row) throw new NotFound('bulletin')
  const readers = await readersOf(db, id)
  return {
    ...describeLine(row),
    body: row.body,
    problems: statedPercentProblems(row.body).map(({ words }) => words),
    readers: readers.map((reader) => ({ ...reader, readAt: reader.readAt.toISOString() })),
    mayEdit: row.publishedAt === null && isOwn(viewer, row.unitCode),
  }
}

function isOwn(viewer: Context['viewer'], unitCode: number): boolean {
  return mayDo(viewer, 'bulletins.publish') && reachesWhole(reachOf(viewer, 'bulletins.publish'), unitCode)
}

/** 通报 on paper; only what was published. */
export async function bulletinPaper({ db, viewer }: Context, id: string): Promise<FilledDocument> {
  const row = await bulletinById(db, viewer.accountId, id)
  if (!row) throw new NotFound('bulletin')
  if (row.publishedAt === null) throw new Refused('not-published', '发布后才能打印。')
  return {
    kind: 'bulletin',
    number: row.unitName,
    blocks: [
      { type: 'title', runs: [{ text: row.title, bold: true }] },
      ...row.body
        .split('\n')
        .map((text): FilledDocument['blocks'][number] =>
          /^[一二三四五六七八九十]+、/.test(text)
            ? { type: 'heading', runs: [{ text, bold: true }] }
            : { type: 'paragraph', placed: 'indented', runs: [{ text, bold: false }] },
        ),
      {
        type: 'paragraph',
        placed: 'right',
        runs: [{ text: dayOnPaper(dayInShanghai(row.publishedAt)), bold: false }],
      },
    ],
  }
}
