// Plain JavaScript on purpose: any Node can read this file, also one that is too old to read the rest.
// It runs the program named first with this Node if it is new enough, else with the one that `npm ci` brought.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { platform } from './platform.js'

const needed = [24, 15]
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isNewEnough = major > needed[0] || (major === needed[0] && minor >= needed[1])
const [program, ...rest] = process.argv.slice(2)

if (!program) {
  process.stderr.write('Usage: node src/launch.js <program.ts> [arguments]\n')
  process.exit(2)
}

if (isNewEnough) {
  // Beside what it was made of, where only whoever installs writes; a folder that cannot be written is no trouble.
  module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/compiled/', import.meta.url)))
  process.argv.splice(1, 2, resolve(program))
  await import(pathToFileURL(resolve(program)).href)
} else {
  const { folder, executables } = platform.bundledNode
  const modules = fileURLToPath(new URL('../node_modules/', import.meta.url))
  const bundled = executables
    .map((executable) => resolve(modules, `${folder}-${process.arch}`, executable))
    .find((file) => existsSync(file))
  if (!bundled) {
    process.stderr.write(
      `This needs Node ${needed.join('.')} or newer, and this is ${process.versions.node}.\n` +
        'On Linux and Windows `npm ci` brings one; on macOS install it yourself: https://nodejs.org\n',
    )
    process.exit(1)
  }
  const child = spawn(bundled, [program, ...rest], { stdio: 'inherit' })
  for (const signal of new Set([...platform.stopSignals, 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
}
