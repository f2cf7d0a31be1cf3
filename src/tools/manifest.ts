import { writeFileSync } from 'node:fs'
import { manifestFor } from '../chatops/manifest.ts'
import { features } from '../features/index.ts'

/** Writes the app manifests anew from what the features declare. */
for (const [file, transport] of [
  ['socket-mode.json', 'socket'],
  ['http.json', 'http'],
] as const) {
  const path = new URL(`../../manifest/${file}`, import.meta.url)
  writeFileSync(path, `${JSON.stringify(manifestFor(features, transport), undefined, 2)}\n`)
}
