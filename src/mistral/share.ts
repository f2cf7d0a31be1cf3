export interface SharedCall<Value> {
  /** Waits for the call, or leaves it when the signal aborts. The call itself goes on while anybody waits. */
  join(signal?: AbortSignal): Promise<Value>
}

/** Starts one call for many callers. `onOver` runs when it settled, and when its last caller left. */
export function shareCall<Value>(work: (signal: AbortSignal) => Promise<Value>, onOver: () => void): SharedCall<Value> {
  const abandoned = new AbortController()
  let waiting = 0
  // Begun in a microtask, so that `onOver` cannot run before its owner has noted the call.
  const result = Promise.resolve()
    .then(() => work(abandoned.signal))
    .finally(onOver)
  // Where every caller has left, nobody is there to handle the failure.
  result.catch(() => undefined)

  return {
    join(signal) {
      waiting++
      if (!signal) return result
      return new Promise((resolve, reject) => {
        const leave = () => {
          reject(signal.reason)
          waiting--
          if (waiting > 0) return
          onOver()
          abandoned.abort(signal.reason)
        }
        signal.addEventListener('abort', leave, { once: true })
        result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
      })
    },
  }
}
