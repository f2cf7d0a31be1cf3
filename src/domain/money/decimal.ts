/** 10^0 to 10^22, which a double holds exactly. */
const exactPowersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/**
 * Exact decimal numbers: a whole number of units of 10^-scale. Money is added and multiplied exactly here and rounded
 * once, when it is shown. Division does not exist on purpose: shares and forecasts are estimates and use `toNumber`.
 */
export class Decimal {
  static readonly zero = new Decimal(0n, 0)
  readonly coefficient: bigint
  readonly scale: number

  private constructor(coefficient: bigint, scale: number) {
    this.coefficient = coefficient
    this.scale = scale
  }

  /** Reads "12", "-0.30", "8.50E-8", 8.5e-8. Anything else, NaN and Infinity included, is undefined. */
  static parse(input: string | number | bigint): Decimal | undefined {
    if (typeof input === 'bigint') return new Decimal(input, 0)
    if (Number.isSafeInteger(input)) return new Decimal(BigInt(input), 0)
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(String(input).trim())
    if (!match) return undefined
    const [, sign, whole = '', fraction = '', exponent = '0'] = match
    if (whole === '' && fraction === '') return undefined
    const scale = fraction.length - Number(exponent)
    const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`)
    return scale >= 0 ? new Decimal(digits, scale) : new Decimal(digits * 10n ** BigInt(-scale), 0)
  }

  /** As it was before it went through a message between threads, which keeps fields and loses classes. */
  static revive({ coefficient, scale }: Pick<Decimal, 'coefficient' | 'scale'>): Decimal {
    return new Decimal(coefficient, scale)
  }

  /** For literals and for numbers already known to be valid. */
  static of(input: string | number | bigint): Decimal {
    const parsed = Decimal.parse(input)
    if (!parsed) throw new RangeError('not a decimal number')
    return parsed
  }

  /** Adds those of one scale first: bringing each value to a common scale takes longer than adding it. */
  static sum(values: Iterable<Decimal>): Decimal {
    const byScale = new Map<number, bigint>()
    for (const { coefficient, scale } of values) byScale.set(scale, (byScale.get(scale) ?? 0n) + coefficient)
    let total = Decimal.zero
    for (const [scale, coefficient] of byScale) total = total.plus(new Decimal(coefficient, scale))
    return total
  }

  plus(other: Decimal): Decimal {
    if (this.scale === other.scale) return new Decimal(this.coefficient + other.coefficient, this.scale)
    const scale = Math.max(this.scale, other.scale)
    return new Decimal(this.atScale(scale) + other.atScale(scale), scale)
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated())
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.coefficient * other.coefficient, this.scale + other.scale)
  }

  negated(): Decimal {
    return new Decimal(-this.coefficient, this.scale)
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale)
    const left = this.atScale(scale)
    const right = other.atScale(scale)
    return left < right ? -1 : left > right ? 1 : 0
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0
  }

  get isZero(): boolean {
    return this.coefficient === 0n
  }

  get isNegative(): boolean {
    return this.coefficient < 0n
  }

  /** Half away from zero, as invoices round. */
  round(digits: number): Decimal {
    if (this.scale <= digits) return this
    const factor = 10n ** BigInt(this.scale - digits)
    const size = this.coefficient < 0n ? -this.coefficient : this.coefficient
    const rounded = (size + factor / 2n) / factor
    return new Decimal(this.coefficient < 0n ? -rounded : rounded, digits)
  }

  /** The nearest double: for charts, shares and forecasts, never for sums. */
  toNumber(): number {
    const coefficient = Number(this.coefficient)
    // Both are exact here, so that their quotient is the nearest double as well; digits take ten times as long.
    const power = exactPowersOfTen[this.scale]
    if (power !== undefined && Number.isSafeInteger(coefficient)) return coefficient / power
    return Number(this.toString())
  }

  /** Plain digits without an exponent or trailing zeros: "1234.5". */
  toString(): string {
    const negative = this.coefficient < 0n
    const digits = (negative ? -this.coefficient : this.coefficient).toString().padStart(this.scale + 1, '0')
    const whole = digits.slice(0, digits.length - this.scale)
    const fraction = digits.slice(digits.length - this.scale).replace(/(?<!0)0+$/, '')
    return `${negative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
  }

  toJSON(): string {
    return this.toString()
  }

  private atScale(scale: number): bigint {
    return scale === this.scale ? this.coefficient : this.coefficient * 10n ** BigInt(scale - this.scale)
  }
}
