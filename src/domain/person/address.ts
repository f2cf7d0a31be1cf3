/**
 * An e-mail address as it is stored and compared: A to Z in lower case, the rest exactly. Unicode's own lower case makes
 * other letters the same as these (the Kelvin sign becomes a k), and another person's address would match.
 */
export const foldAddress = (address: string): string => address.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

export const isSameAddress = (one: string | null | undefined, other: string | null | undefined): boolean =>
  typeof one === 'string' && typeof other === 'string' && foldAddress(one) === foldAddress(other)
