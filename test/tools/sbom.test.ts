import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Lockfile, writeSbom } from '../../src/tools/write-sbom.ts'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile
const sbom = writeSbom(lock)
const shipped = Object.entries(lock.packages).filter(([path, { dev, link }]) => path !== '' && !dev && !link)

describe('the list of what the bot is made of', () => {
  test('has each package that the lockfile ships, once, and no other', () => {
    const listed = sbom.components.map(({ name, version }) => `${name}@${version}`)
    const named = shipped.map(([path, { version }]) => `${path.split(/node_modules\/|charts\//).at(-1)}@${version}`)
    expect(listed).toHaveLength(new Set(listed).size)
    expect(new Set(listed)).toEqual(new Set(named))
    expect(listed).toEqual(expect.arrayContaining([expect.stringMatching(/^@slack\/bolt@/), 'canvas@3.1.0']))
    expect(listed.filter((name) => /^(vitest|scslre|fast-check|@biomejs)/.test(name))).toEqual([])
  })

  test('says of each what its bytes are, as the lockfile does, and its licence', () => {
    const hashes = new Map(sbom.components.map(({ name, version, hashes }) => [`${name}@${version}`, hashes]))
    for (const [path, { version, integrity }] of shipped.filter(([place]) => place.startsWith('node_modules/'))) {
      const [hash] = hashes.get(`${path.split('node_modules/').at(-1)}@${version}`) ?? []
      expect(hash?.alg).toBe('SHA-512')
      expect(`sha512-${Buffer.from(hash?.content ?? '', 'hex').toString('base64')}`).toBe(integrity)
    }
    const silent = sbom.components.filter(({ licenses }) => licenses === undefined).map(({ name }) => name)
    expect(silent).toEqual([])
  })

  test('says which needs which, down from the bot, without an end that leads nowhere', () => {
    const edges = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
    const reached = new Set<string>()
    const follow = (ref: string): void => {
      if (reached.has(ref)) return
      reached.add(ref)
      expect(edges.get(ref), ref).toBeDefined()
      for (const next of edges.get(ref) ?? []) follow(next)
    }
    follow(sbom.metadata.component['bom-ref'])
    for (const { 'bom-ref': ref } of sbom.components) expect(reached, ref).toContain(ref)
  })

  test('is the same each time it is written, and has another number where anything differs', () => {
    expect(writeSbom(lock)).toEqual(sbom)
    const { 'node_modules/zod': zod, ...others } = lock.packages
    const changed = writeSbom({ packages: { ...others, 'node_modules/zod': { ...zod, version: '0.0.0' } } })
    expect(changed.serialNumber).not.toBe(sbom.serialNumber)
    expect(sbom.serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/)
  })
})
