import { readFileSync, writeFileSync } from 'node:fs'
import { registerFeatures } from '../chatops/routing/registry.ts'
import { features } from '../features/index.ts'
import { putDataSheet } from './write-data-sheet.ts'

/** Writes the README's data sheet anew from what the features declare. */
const readme = new URL('../../README.md', import.meta.url)
writeFileSync(readme, putDataSheet(readFileSync(readme, 'utf8'), registerFeatures(features).personalData))
