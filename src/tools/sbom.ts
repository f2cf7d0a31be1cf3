import { readFileSync } from 'node:fs'
import { writeSbom } from './write-sbom.ts'

/** Prints what the bot is made of, for whoever has to know: `npm run --silent sbom > sbom.cdx.json`. */
const lockfile = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))
// Read through `head`, it ends early, and that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.stdout.write(`${JSON.stringify(writeSbom(lockfile), null, 2)}\n`)
