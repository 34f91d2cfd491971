import { Button, Flex } from 'antd'
import { useState } from 'react'

/** The pages of a list that were turned so far, by where each begins. */
type Pages = {
  /** Of the page on screen, as a request takes it: nothing for the first. */
  asked: { cursor?: string }
  isFirst: boolean
  toFirst: () => void
  back: () => void
  on: (cursor: string) => void
}

export function usePages(): Pages {
  const [cursors, setCursors] = useState<string[]>([])
  const cursor = cursors.at(-1)
  return {
    asked: cursor === undefined ? {} : { cursor },
    isFirst: cursor === undefined,
    toFirst: () => setCursors([]),
    back: () => setCursors(cursors.slice(0, -1)),
    on: (next) => setCursors([...cursors, next]),
  }
}

/** 上一页、下一页 below a list of more than one page. @param next where the next page begins; null after the last, undefined until it is known. */
export function PageTurner({ pages, next }: { pages: Pages; next: string | null | undefined }) {
  if (pages.isFirst && !next) return null
  return (
    <Flex gap={8} justify="end" style={{ marginTop: 12 }}>
      <Button disabled={pages.isFirst} onClick={pages.back}>
        上一页
      </Button>
      <Button disabled={!next} onClick={() => next && pages.on(next)}>
        下一页
      </Button>
    </Flex>
  )
}
