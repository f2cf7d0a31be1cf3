import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Knows whether the running code stands inside a transaction. There, a query through `db` would wait for ever for the
 * one connection of SQLite, and on PostgreSQL it would escape the transaction: a mistake either way, told at once.
 */
export class TransactionScope {
  readonly #storage = new AsyncLocalStorage<{ open: boolean }>()

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const scope = { open: true }
    try {
      return await this.#storage.run(scope, work)
    } finally {
      // What was started inside and outlives the transaction may use the database again.
      scope.open = false
    }
  }

  refuseNested(): void {
    if (this.#storage.getStore()?.open) {
      throw new Error('A query went through `db` inside a transaction: use the `tx` that the transaction was given.')
    }
  }
}
