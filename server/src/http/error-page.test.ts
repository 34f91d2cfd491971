import { expect, test } from 'vitest'
import { errorPage } from './error-page.ts'

test('what a message quotes is text, whatever it looks like', () => {
  expect(errorPage('没有“<script>alert(1)</script>”& 其他')).toContain(
    '没有“&lt;script&gt;alert(1)&lt;/script&gt;”&amp; 其他',
  )
})
