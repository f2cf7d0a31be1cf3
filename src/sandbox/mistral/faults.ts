export interface FailureOptions {
  /** An endpoint such as "/usage" or "/analytics"; every one when nothing is said. */
  readonly path?: string
  readonly method?: string
  /** How many answers fail; all of them when nothing is said. */
  readonly times?: number
  readonly retryAfterSeconds?: number
  readonly body?: unknown
}

interface Failure {
  readonly status: number
  readonly retryAfterSeconds: number | undefined
  readonly body: unknown
}

type Effect =
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hang' | 'lose' | 'garbage' }
  | { readonly kind: 'reshape'; readonly change: Reshape }
  | ({ readonly kind: 'fail' } & Failure)

/** What an answer says, as another version of the API would say it. */
export type Reshape = (answer: unknown) => unknown

interface Rule {
  readonly effect: Effect
  readonly path: string | undefined
  readonly method: string | undefined
  left: number
}

const healthy = {
  /** The counter of use is this old. */
  counterLagMs: 0,
  /** A limit that was written can be read this much later. */
  readBackLagMs: 0,
  accept: 'both' as 'both' | 'x-api-key' | 'bearer',
  rbacOff: false,
  rawRoles: 'letters' as 'letters' | 'uuids',
  /** The card on file was declined. */
  paymentFailed: false,
  nullCurrency: false,
  nullNumbers: false,
  unknownCategory: false,
  /** Its answers are dated so far from the true time. */
  dateSkewMs: 0,
  redirectTarget: undefined as string | undefined,
}

/** What is wrong with this Mistral at present. Delays are real time: the bot's timeouts are, too. */
export interface Faults extends FaultSettings {
  delay(ms: number, path?: string): void
  /** The connection stands and no answer comes. */
  hang(path?: string): void
  fail(status: number, options?: FailureOptions): void
  /** What was asked takes effect, and the connection is cut instead of an answer. */
  loseAnswer(path: string, times?: number, method?: string): void
  /** A 200 whose body is not what anybody expects. */
  garbage(path?: string): void
  /** A 200 of another shape: fields that were renamed, texts where numbers were. */
  reshape(change: Reshape, path?: string): void
  /** Every request is sent elsewhere. */
  redirect(to: string): void
  /** Everything works again. */
  clear(): void
}
type FaultSettings = typeof healthy

/** The server's side of the faults: which of them strike this request, used up as they do. */
export interface FaultBench extends Faults {
  delayOf(method: string, path: string): number
  takeFailure(method: string, path: string): Failure | undefined
  take(kind: 'hang' | 'lose' | 'garbage', method: string, path: string): boolean
  takeReshape(method: string, path: string): Reshape | undefined
}

export function createFaults(): FaultBench {
  let rules: Rule[] = []
  const add = (effect: Effect, path?: string, method?: string, times = Number.POSITIVE_INFINITY) => {
    rules.push({ effect, path, method, left: times })
  }
  const takeEffect = (kind: Effect['kind'], method: string, path: string): Effect | undefined => {
    const rule = rules.find((candidate) => candidate.effect.kind === kind && matches(candidate, method, path))
    if (rule) rule.left -= 1
    return rule?.effect
  }
  const faults: FaultBench = {
    ...healthy,
    delay: (ms, path) => add({ kind: 'delay', ms }, path),
    hang: (path) => add({ kind: 'hang' }, path),
    fail: (status, { path, method, times, retryAfterSeconds, body } = {}) =>
      add({ kind: 'fail', status, retryAfterSeconds, body }, path, method, times),
    loseAnswer: (path, times = 1, method) => add({ kind: 'lose' }, path, method, times),
    garbage: (path) => add({ kind: 'garbage' }, path),
    reshape: (change, path) => add({ kind: 'reshape', change }, path),
    redirect: (to) => {
      faults.redirectTarget = to
    },
    clear: () => {
      rules = []
      Object.assign(faults, healthy)
    },
    delayOf: (method, path) =>
      rules
        .filter((rule) => matches(rule, method, path))
        .reduce((sum, { effect }) => sum + (effect.kind === 'delay' ? effect.ms : 0), 0),
    takeFailure: (method, path) => {
      const effect = takeEffect('fail', method, path)
      return effect?.kind === 'fail' ? effect : undefined
    },
    take: (kind, method, path) => takeEffect(kind, method, path) !== undefined,
    takeReshape: (method, path) => {
      const effect = takeEffect('reshape', method, path)
      return effect?.kind === 'reshape' ? effect.change : undefined
    },
  }
  return faults
}

const matches = ({ left, method, path }: Rule, askedMethod: string, askedPath: string): boolean =>
  left > 0 &&
  (method === undefined || method === askedMethod) &&
  (path === undefined || askedPath === path || askedPath.startsWith(`${path}/`))
