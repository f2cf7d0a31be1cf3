interface Branch<Value> {
  readonly next: Map<string | null, Branch<Value>>
  value?: Value
}

const grow = <Value>(): Branch<Value> => ({ next: new Map() })

/** Values found by several words: following them one by one is several times as fast as joining them to one key. */
export class Tree<Value> {
  readonly values: Value[] = []
  readonly #root: Branch<Value> = grow()

  /** The value at the end of the path, made where there is none yet. */
  take(path: readonly (string | null)[], make: () => Value): Value {
    let branch = this.#root
    for (const word of path) {
      let next = branch.next.get(word)
      if (!next) {
        next = grow()
        branch.next.set(word, next)
      }
      branch = next
    }
    if (branch.value === undefined) {
      branch.value = make()
      this.values.push(branch.value)
    }
    return branch.value
  }
}
