import { sandboxChannels } from '../../src/sandbox/world.ts'
import { type Answerer, type Lag, startAnswerer } from './answerer.ts'
import { type Finding, median, ms, percentile } from './measure.ts'
import { addPeople, nameCrowd } from './people.ts'

/** `LOAD_PEOPLE=40` for a first look. */
const people = Number(process.env.LOAD_PEOPLE ?? 200)
const crowd = nameCrowd(people)
const rounds = 3
const mistralMs = 2_000
/** Longer than Mistral's answer about the present month is remembered. */
const forgottenAfterMs = 61_000

/** What people type: reports, each with its picture, and what opens a form. */
const lines = [
  'spend',
  'spend last month by model',
  'models',
  'limits',
  'limits raise 50000',
  'forecast',
  'activity',
  'top-users',
  'seats',
  'agents',
  'vibe',
  'workspaces',
  'budget',
  'status',
  'whoami',
  'help',
] as const

interface Taken {
  readonly ackMs: number
  readonly answerMs: number
}

interface Wave {
  readonly taken: readonly Taken[]
  /** From the click on the card to the limit at Mistral; none in this wave. */
  readonly decision: number | undefined
  readonly lag: Lag
  /** What Mistral was asked, other than who somebody is: that is asked anew for each command. */
  readonly questions: readonly string[]
}

interface Wish {
  readonly user: string
  readonly line: string
}

/** Two hundred people at once, with mixed commands and a decision among them, while Mistral takes two seconds. */
export async function measureLoad(): Promise<Finding[]> {
  const bot = await startAnswerer('./bot-process.ts', 'socket')
  const echo = await startAnswerer('./echo-process.ts', 'socket')
  for (const { sandbox } of [bot, echo]) addPeople(sandbox, people)
  // What is made at the first time only, and the canvas.
  await playWave(
    bot,
    lines.map((line, index) => ({ user: crowd[index % people]!, line })),
    46_000,
  )
  bot.sandbox.mistral.faults.delay(mistralMs)
  const alone = await playAlone(bot)
  const together: Wave[] = []
  const echoed: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const all = crowd.map((user, index) => ({ user, line: lines[index % lines.length]! }))
    together.push(await playWave(bot, all, 50_000 + round * 1_000))
    echoed.push(percentile(await Promise.all(crowd.map((user) => echo.ask(user))), 99))
    await echo.idle()
  }
  await Promise.all([bot.stop(), echo.stop()])
  return describe(alone, together, echoed)
}

function describe(alone: Wave, together: readonly Wave[], echoed: readonly number[]): Finding[] {
  const of = (taken: readonly Taken[], what: keyof Taken) =>
    percentile(
      taken.map((each) => each[what]),
      99,
    )
  const all = (what: keyof Taken) => median(together.map(({ taken }) => of(taken, what)))
  const lag = median(together.map((wave) => wave.lag.p99))
  const [most] = together.map((wave) => wave.questions).toSorted((one, other) => other.length - one.length)
  const [questions, different] = [most?.length ?? Number.NaN, new Set(most).size]
  const what = (text: string) => `${people} people at once, mixed commands, Mistral at ${mistralMs / 1000} s: ${text}`
  const compared = (ours: number, bare: number) => ({ ours: ms(ours), bare: ms(bare), ratio: ours / bare })
  return [
    { what: what('acknowledged, p99; against a bare Bolt echo'), ...compared(all('ackMs'), median(echoed)), most: 3 },
    {
      what: what('acknowledged, p99; against the same with one person, one by one'),
      ...compared(all('ackMs'), of(alone.taken, 'ackMs')),
    },
    {
      what: what('answered, p99; against the same with one person, one by one'),
      ...compared(all('answerMs'), of(alone.taken, 'answerMs')),
      most: 2,
    },
    {
      what: what('a limit approved meanwhile, from the click to the limit at Mistral; against one person alone'),
      ...compared(median(together.map(({ decision = Number.NaN }) => decision)), alone.decision ?? Number.NaN),
      most: 2,
    },
    {
      what: what('questions to Mistral, beside who each person is; against how many of them differ'),
      ours: String(questions),
      bare: String(different),
      ratio: questions / different,
      // What a decision rests on is asked anew.
      most: 1.5,
    },
    {
      what: what('event-loop delay, p99; against the same with one person, one by one'),
      ...compared(lag, alone.lag.p99),
    },
    {
      what: what('event-loop delay, most'),
      ours: ms(median(together.map((wave) => wave.lag.most))),
      bare: ms(alone.lag.most),
    },
  ]
}

/** Each line once, when the one before was answered, and the decision. */
async function playAlone(bot: Answerer): Promise<Wave> {
  const waves: Wave[] = []
  for (const [index, line] of lines.entries()) {
    const decides = index === lines.length - 1 ? 48_000 : undefined
    waves.push(await playWave(bot, [{ user: crowd[0]!, line }], decides))
  }
  const lags = waves.map(({ lag }) => lag)
  const highest = (of: keyof Lag) => Math.max(...lags.map((lag) => lag[of]))
  return {
    taken: waves.flatMap(({ taken }) => taken),
    decision: waves.find(({ decision }) => decision !== undefined)?.decision,
    lag: { p50: highest('p50'), p99: highest('p99'), most: highest('most') },
    questions: waves.flatMap(({ questions }) => questions),
  }
}

/** Everybody at once; with a limit, one of the people who decide approves it meanwhile. */
async function playWave(bot: Answerer, wishes: readonly Wish[], limit?: number): Promise<Wave> {
  const { slack, mistral } = bot.sandbox
  bot.advance(forgottenAfterMs)
  const card = limit === undefined ? undefined : await fileRaise(bot, limit)
  await bot.lag()
  const questions: string[] = []
  const stop = mistral.on((event) => {
    if (event.type !== 'request') return
    const { method, path, query } = event.request
    if (query.email === undefined) questions.push(`${method} ${path} ${JSON.stringify(query)}`)
  })
  const asking = wishes.map(({ user, line }) => {
    const answered = whenAnswered(bot, user)
    return timed(() => bot.ask(user, line), answered)
  })
  const deciding = card && limit !== undefined ? approve(bot, card, limit) : undefined
  const [taken, decision] = await Promise.all([Promise.all(asking), deciding])
  stop()
  // Pictures may follow their words.
  await bot.idle()
  const lag = await bot.lag()
  // Forms are closed, so that nothing is left of them.
  for (const { user } of wishes) for (const { id } of slack.views(user)) await slack.closeView({ user, viewId: id })
  return { taken, decision, lag, questions }
}

async function timed(act: () => Promise<number>, answered: Promise<unknown>): Promise<Taken> {
  const begin = performance.now()
  const [ackMs] = await Promise.all([act(), answered])
  return { ackMs, answerMs: performance.now() - begin }
}

const longestWaitMs = 120_000

/** The answer, and not the notice that it takes a moment; or the form, once it is filled. */
function whenAnswered({ sandbox: { slack } }: Answerer, user: string): Promise<unknown> {
  const isHere = (text: string) => text !== '' && !text.startsWith('Loading')
  const seen = () => slack.messages({ channel, as: user }).filter(({ visibleTo }) => visibleTo === user)
  const before = seen().length
  const isFilled = () => slack.views(user).some(({ content }) => content.blocks.some(({ type }) => type === 'input'))
  return whenSeen(
    user,
    slack,
    () =>
      isFilled() ||
      seen()
        .slice(before)
        .some(({ text }) => isHere(text)),
  )
}

/** Looks after each change that concerns this person, and not after each of everybody's. */
function whenSeen(user: string, slack: Answerer['sandbox']['slack'], look: () => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => end(() => reject(new Error(`${user} was not answered`))), longestWaitMs)
  const stop = slack.on((change) => {
    if ('user' in change && change.user === user && look()) end(resolve)
  })
  const end = (finish: () => void) => {
    clearTimeout(timer)
    stop()
    finish()
  }
  return promise
}

const channel = sandboxChannels.finops.id
const approvals = sandboxChannels.approvals.id

/** Somebody asks for another limit, before the crowd comes; resolves to the card that waits for a decision. */
async function fileRaise({ sandbox: { slack } }: Answerer, limit: number): Promise<{ channel: string; ts: string }> {
  const user = 'U0SARAH'
  const wait = { timeoutMs: longestWaitMs }
  const before = slack.messages({ channel: approvals }).length
  await slack.command({ user, channel, text: `limits raise ${limit}` })
  const form = await slack.waitFor(() => {
    const view = slack.views(user).at(-1)
    return view?.content.blocks.some(({ block_id }) => block_id === 'reason') ? view : undefined
  }, wait)
  const values = { amount: String(limit), reason: 'Batch looped; customers need the API.' }
  await slack.submitView({ user, viewId: form.id, values })
  return slack.waitFor(() => slack.messages({ channel: approvals })[before], wait)
}

/** From the click on the card to the limit that stands at Mistral. */
async function approve({ sandbox }: Answerer, card: { channel: string; ts: string }, limit: number): Promise<number> {
  const { slack, mistral } = sandbox
  const user = 'U0CLAIRE'
  const begin = performance.now()
  const stands = new Promise<void>((resolve) => {
    const stop = mistral.on(() => {
      if (mistral.organization.limit !== limit) return
      stop()
      resolve()
    })
  })
  await slack.click({ user, ...card, actionId: 'limits.approve' })
  const review = await slack.waitFor(
    () => {
      const view = slack.views(user).at(-1)
      return view && 'submit' in view.content && view.content.submit ? view : undefined
    },
    { timeoutMs: longestWaitMs },
  )
  await slack.submitView({ user, viewId: review.id })
  await stands
  return performance.now() - begin
}
