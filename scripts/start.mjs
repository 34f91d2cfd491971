// npm start: installs what is missing, builds the pages when they are older than their sources, and runs the server on
// the pinned Node. This file itself runs on whatever Node (>= 20) the machine has, and needs no package.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pinnedNode, prepare, root } from './prepare.mjs'

prepare()
const [file = 'server/src/main.ts', ...rest] = process.argv.slice(2)
const server = spawn(pinnedNode(), [join(root, file), ...rest], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
