// Plain JavaScript, as src/launch.js: whichever Node is there runs it.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where this machine's own Node is new enough, the one that `npm ci` brought is 190 MB for nothing. */
const needed = [24, 15]
const modules = resolve(process.argv[2] ?? 'node_modules')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isBundled = process.execPath.startsWith(modules)

if (isBundled || major < needed[0] || (major === needed[0] && minor < needed[1])) {
  const why = isBundled ? 'this is the bundled one: run it with your own' : `this one is ${process.versions.node}`
  process.stderr.write(`Nothing was removed. It takes a Node ${needed.join('.')} or newer of your own, and ${why}.\n`)
  process.exit(1)
}
const bundled = existsSync(modules)
  ? readdirSync(modules).filter((name) => /^node-(linux|win)-(x64|arm64)$/.test(name))
  : []
for (const name of bundled) rmSync(join(modules, name), { recursive: true })
for (const link of ['node', 'node.cmd', 'node.ps1']) rmSync(join(modules, '.bin', link), { force: true })
process.stdout.write(bundled.length > 0 ? `Removed ${bundled.join(', ')}.\n` : 'There was no bundled Node.\n')
