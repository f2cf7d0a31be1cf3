import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly integrity?: string
  readonly optional?: boolean
  readonly dev?: boolean
  readonly license?: string
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const project = JSON.parse(readFileSync('package.json', 'utf8')) as {
  overrides: Record<string, unknown>
  scripts: Record<string, string>
}
const packages = Object.entries(lock.packages)

describe('the lockfile', () => {
  test('brings nothing that runs at its installation', () => {
    expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([])
  })

  test('says of every package what its bytes are', () => {
    const unhashed = packages.filter(
      ([path, { integrity, link }]) => path.startsWith('node_modules/') && !link && !integrity,
    )
    expect(unhashed.map(([path]) => path)).toEqual([])
    // Of the two that npm may write, one can be made to fit other bytes.
    const weak = packages.filter(([, { integrity }]) => integrity && !integrity.startsWith('sha512-'))
    expect(weak.map(([path]) => path)).toEqual([])
  })

  test('is put in place without running anything of anybody’s, ours included, whatever a later one brings', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
    const hooks = Object.keys(project.scripts).filter((name) => /^(pre|post)?(install|prepare|publish|pack)/.test(name))
    expect(hooks).toEqual([])
  })

  test('asks for nothing from outside of the registry', () => {
    const asked = packages.flatMap(([path, { dependencies = {}, devDependencies = {}, optionalDependencies = {} }]) =>
      Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).map(
        ([name, wanted]) => `${path} ${name}@${wanted}`,
      ),
    )
    expect(asked.length).toBeGreaterThan(300)
    const elsewhere = asked.filter((wish) =>
      /@(?:git|https?|github|ssh|file)[+:]|@[\w-]+\/[\w-]+$/.test(wish.slice(wish.indexOf(' ') + 2)),
    )
    expect(elsewhere).toEqual([' canvas@file:src/charts/canvas'])
  })

  test('names no address: whoever installs takes the registry that they trust', () => {
    expect(packages.filter(([, { resolved, link }]) => resolved && !link)).toEqual([])
  })

  test('ships nothing whose licence asks for more than its text to be kept', () => {
    const known = ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', '0BSD']
    const others = packages.filter(
      ([path, { dev, link, license = '' }]) =>
        path.startsWith('node_modules/') && !dev && !link && !known.includes(license),
    )
    // Two fonts: the Open Font License, and the one of Bitstream Vera. Both may be shipped with a program.
    expect(others.map(([path, { license }]) => [path, license])).toEqual([
      ['node_modules/@expo-google-fonts/inter', 'MIT AND OFL-1.1'],
      ['node_modules/dejavu-fonts-ttf', 'SEE LICENSE IN README.md AND LICENSE'],
    ])
  })

  test('builds and tests with nothing under a licence that nobody looked at', () => {
    // The Mozilla Public License asks for changes to its own files alone, and nothing of these is shipped.
    const known = ['MIT', 'ISC', 'Apache-2.0', 'MIT OR Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0']
    const others = packages.filter(
      ([path, { dev, license = '' }]) => path.startsWith('node_modules/') && dev && !known.includes(license),
    )
    // Its MIT licence lies beside it as a file, and is not named in its package.json.
    expect(others.map(([path]) => path)).toEqual(['node_modules/png-js'])
  })

  test('holds one canvas, ours: the one of that name compiles or downloads', () => {
    const canvases = packages.filter(([path]) => /(^|\/)canvas$/.test(path) && !path.includes('@'))
    expect(canvases.map(([path, { link }]) => [path, link ?? false])).toEqual([
      ['node_modules/canvas', true],
      ['src/charts/canvas', false],
    ])
  })

  test('holds what every platform needs, or `npm ci` would refuse it there', () => {
    const versions = (prefix: string) =>
      new Set(packages.filter(([path]) => path.startsWith(prefix)).map(([, { version }]) => version))
    for (const platform of ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'win32-x64-msvc'])
      expect(lock.packages).toHaveProperty([`node_modules/@napi-rs/canvas-${platform}`])
    expect(versions('node_modules/@napi-rs/canvas').size).toBe(1)
    for (const platform of ['linux-x64', 'linux-arm64', 'win-x64'])
      expect(lock.packages[`node_modules/node-${platform}`]).toMatchObject({ optional: true })
  })

  test('overrides nothing by an alias, which npm 9.2 of Debian 12 cannot read', () => {
    expect(JSON.stringify(project.overrides)).not.toMatch(/npm:|\$/)
  })
})
