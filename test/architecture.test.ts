import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'

/** Asks the linter about one import of one file, as `npm run lint` would. */
function lintImport(file: string, from: string): string {
  const program = `import { thing } from '${from}'\n\nexport const kept = thing\n`
  const lint = ['lint', '--config-path=.biome.json', `--stdin-file-path=${file}`]
  const { stdout, stderr } = spawnSync('node_modules/.bin/biome', lint, { input: program, encoding: 'utf8' })
  return `${stdout}${stderr}`
}

describe('imports point one way, and the linter says so', () => {
  test.each([
    ['a feature and another feature', 'src/features/spend/view.ts', '../whoami/index.ts'],
    ['a feature and the sandbox', 'src/features/spend/view.ts', '../../sandbox/index.ts'],
    ['the core and a feature', 'src/chatops/router.ts', '../features/index.ts'],
    ['an adapter and another adapter', 'src/slack/app.ts', '../mistral/index.ts'],
    ['an adapter and the core', 'src/mistral/client.ts', '../chatops/context.ts'],
    ['the domain and an adapter', 'src/domain/spend.ts', '../mistral/index.ts'],
    ['the sandbox’s Mistral and the bot’s client', 'src/sandbox/mistral/index.ts', '../../mistral/index.ts'],
  ])('%s stay apart', (_, file, from) => {
    expect(lintImport(file, from)).toContain('noRestrictedImports')
  })

  test.each([
    ['a feature uses the core', 'src/features/spend/view.ts', '../../chatops/blocks.ts'],
    ['a feature uses its own files', 'src/features/spend/view.ts', './report.ts'],
    ['an adapter uses the domain', 'src/slack/app.ts', '../domain/clock.ts'],
  ])('%s', (_, file, from) => {
    expect(lintImport(file, from)).not.toContain('noRestrictedImports')
  })
})
