// npm run dev: the server, started again when a file of it changes, and the pages as they are edited: the
// workstation on 5173, the phone on 5174.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pinnedNode, root } from './prepare.mjs'

const node = pinnedNode()
const programs = [
  ['--watch', '--watch-preserve-output', join(root, 'server/src/main.ts')],
  [join(root, 'node_modules/vite/bin/vite.js'), 'staff-web', '--clearScreen', 'false'],
  [join(root, 'node_modules/vite/bin/vite.js'), 'mobile-web', '--port', '5174', '--clearScreen', 'false'],
].map((args) => spawn(node, args, { cwd: root, stdio: 'inherit' }))

let ending = false
const end = () => {
  if (ending) return
  ending = true
  for (const program of programs) program.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end)
for (const program of programs) program.on('exit', end)
