import type { TestProject } from 'vitest/node'
import { newDataDir, removeDataDir, startProgram } from './program.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with the demo county, not running, which each file of stories copies. */
    demoCounty: string
  }
}

/** The demo county is made once for all stories, by the program's own first start. */
export default async function setup(project: TestProject) {
  const dataDir = await newDataDir()
  const program = await startProgram(dataDir)
  await program.stop()
  project.provide('demoCounty', dataDir)
  return () => removeDataDir(dataDir)
}
