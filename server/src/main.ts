import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Compiled once and kept: half of what a start costs is reading the program.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/qianyue'))
const { run } = await import('./program.ts')
await run()
