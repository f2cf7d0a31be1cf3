/** Numbers that look random and are a pure function of a seed and some keys: the same on every machine and every run. */
export function drawFraction(seed: number, ...keys: readonly number[]): number {
  let hash = seed ^ 0x9e3779b9
  for (const key of keys) {
    hash = Math.imul(hash ^ key, 0x85ebca6b)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return (hash >>> 0) / 2 ** 32
}

/** Around 1, rarely further away than `spread`: three draws make a bell of sorts. */
export function drawWobble(seed: number, spread: number, ...keys: readonly number[]): number {
  const sum = drawFraction(seed, 1, ...keys) + drawFraction(seed, 2, ...keys) + drawFraction(seed, 3, ...keys)
  return 1 + (sum - 1.5) * (spread / 1.5)
}

export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** The same name always has the same UUID, so that ids in links and screenshots stay. */
export function nameUuid(name: string): string {
  const words = [1, 2, 3, 4].map((part) =>
    Math.floor(drawFraction(part, hashText(name), name.length) * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  )
  const hex = words.join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
