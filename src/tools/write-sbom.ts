import { createHash } from 'node:crypto'

/** What a lockfile says of one package. */
interface Locked {
  readonly name?: string
  readonly version?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly integrity?: string
  readonly optional?: boolean
  readonly dev?: boolean
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  /** What it takes from those who use it, where that is there. */
  readonly peerDependencies?: Readonly<Record<string, string>>
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, Locked>>
}

/**
 * All that runs with the bot, as CycloneDX 1.6: written from the lockfile alone, so that every npm writes the same, and
 * the same lockfile always gives the same bytes.
 */
export function writeSbom({ packages }: Lockfile) {
  const shipped = Object.entries(packages).filter(([path, { dev, link }]) => path !== '' && !dev && !link)
  const components = new Map(shipped.map(([path, locked]) => [purlOf(path, locked), describe(path, locked)]))
  const root = packages['']
  const application = { type: 'application', ...identify('', root ?? {}) }
  const dependencies = Map.groupBy([['', root ?? {}] as const, ...shipped], ([path, locked]) => purlOf(path, locked))
  const content = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { lifecycles: [{ phase: 'pre-build' }], component: application },
    components: [...components.values()],
    dependencies: [...dependencies].map(([ref, places]) => ({
      ref,
      dependsOn: [...new Set(places.flatMap(([path, locked]) => findNeeded(packages, path, locked)))],
    })),
  }
  return { ...content, serialNumber: numberOf(JSON.stringify(content)) }
}

const identify = (path: string, locked: Locked) => ({
  'bom-ref': purlOf(path, locked),
  name: nameOf(path, locked),
  version: locked.version ?? '',
  purl: purlOf(path, locked),
})

const describe = (path: string, locked: Locked) => ({
  type: 'library',
  ...identify(path, locked),
  scope: locked.optional ? 'optional' : 'required',
  ...(locked.integrity ? { hashes: hashesOf(locked.integrity) } : {}),
  ...(locked.license ? { licenses: [licenseOf(locked.license)] } : {}),
})

/** "node_modules/a/node_modules/@b/c" is "@b/c"; a package of our own says its name. */
const nameOf = (path: string, { name }: Locked): string =>
  name ?? (path.includes('node_modules/') ? (path.split('node_modules/').at(-1) ?? '') : (path.split('/').at(-1) ?? ''))

const purlOf = (path: string, locked: Locked): string =>
  `pkg:npm/${nameOf(path, locked).replace('@', '%40')}@${locked.version ?? ''}`

/** "sha512-…" in base 64, as npm writes it, is SHA-512 in hexadecimal here. */
const hashesOf = (integrity: string) =>
  integrity.split(' ').map((one) => {
    const [algorithm = '', digest = ''] = one.split(/-(.*)/)
    return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }
  })

const licenseOf = (text: string) => {
  if (/ (?:AND|OR|WITH) /.test(text) && !text.startsWith('SEE ')) return { expression: text }
  return { license: text.includes(' ') ? { name: text } : { id: text } }
}

/** Where Node would find what a package asks for: beside it, or beside those that it stands in. */
function findNeeded(packages: Lockfile['packages'], path: string, locked: Locked): string[] {
  const names = Object.keys({ ...locked.dependencies, ...locked.optionalDependencies, ...locked.peerDependencies })
  return names.flatMap((name) => {
    for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
      const place = base.includes('node_modules/') ? `${base}/node_modules/${name}` : `node_modules/${name}`
      const found = packages[place]
      const target = found?.link ? (found.resolved ?? '') : place
      const needed = packages[target]
      if (needed) return [purlOf(target, needed)]
      if (!base.includes('node_modules/')) return []
    }
  })
}

/** The same list bears the same number. */
function numberOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
