/** Something that another service told us, with the time of asking: the answer is at least as recent as that. */
export interface Fetched<Value> {
  readonly value: Value
  readonly fetchedAt: Date
}
