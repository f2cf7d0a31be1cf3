import { Decimal } from '../../domain/money/decimal.ts'

/** An exact sum of units. Nearly all are whole and small enough for a number, which adds many times as fast. */
export class UnitCount {
  #whole = 0
  /** Seconds and hours come in fractions, and sums can pass 2^53. */
  #rest = Decimal.zero

  add(units: number): void {
    const whole = this.#whole + units
    if (Number.isSafeInteger(units) && Number.isSafeInteger(whole)) this.#whole = whole
    else this.#rest = this.#rest.plus(Decimal.of(units))
  }

  toDecimal(): Decimal {
    return this.#rest.isZero ? Decimal.of(this.#whole) : this.#rest.plus(Decimal.of(this.#whole))
  }

  toNumber(): number {
    return this.#rest.isZero ? this.#whole : this.toDecimal().toNumber()
  }
}
