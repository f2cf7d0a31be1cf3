import type { ReadContext } from '../../src/chatops/context.ts'
import { createProgress } from '../../src/chatops/progress.ts'
import type { ApiKey } from '../../src/domain/key/api-key.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { addDays, listDays } from '../../src/domain/time/time.ts'
import type { ActivityPeriod } from '../../src/domain/usage/activity.ts'
import type { Month } from '../../src/domain/usage/usage.ts'
import type { DatabaseReads } from '../../src/storage/database.ts'
import { partsOf } from '../support/parts.ts'
import { limitOf, now } from './spend/sources.ts'

/** Names as hostile as people and programs make them, and as long as they may be. */
const hostile = (index: number, kind: string): string =>
  `${kind} ${index} ${['<!channel>', '*_~`', '=1+1', '&amp;<@U1>', '\u202Etxt.exe', '🚀'.repeat(40), '<https://evil.example|bank>'][index % 7]} ${'x'.repeat(index % 3 ? 5 : 120)}`

const times = <One>(count: number, make: (index: number) => One): One[] =>
  Array.from({ length: count }, (_, index) => make(index))

const work = (scale: number) => ({
  messages: 40 + scale,
  files: scale,
  images: scale,
  spreadsheets: 0,
  conversations: 10 + scale,
  agents: 3,
  messagesToAgents: scale,
})

/** 100 Workspaces, 5,000 people, 300 agents and 60 models. Answers come when `pump` lets them, all that wait at once. */
export function largeOrganization(tables: DatabaseReads) {
  const models = times(60, (index) => hostile(index, 'model'))
  const workspaces = times(100, (index) => ({
    id: `w${index}`,
    name: hostile(index, 'Workspace'),
    isDefault: index === 0,
    memberCount: 50,
    cap: index % 2 ? Decimal.of(1_000 + index) : null,
    capCurrency: index % 2 ? 'EUR' : null,
  }))
  const members = times(5_000, (index) => ({
    id: `u${index}`,
    name: index % 50 === 49 ? null : hostile(index, 'Person'),
    email: `person${index}@northwind.example`,
    roles: [],
    rawRoles: [],
    workspaceIds: [`w${index % 100}`],
    administers: index % 20 === 0 ? [`w${index % 100}`] : [],
    seats: index % 3 ? ['CHAT'] : ['CHAT', 'MISTRAL_CODE'],
  }))
  const usage = (month: Month, workspaceId?: string) => ({
    month,
    currency: 'EUR',
    lines: models.flatMap((model, at) =>
      listDays(`${month}-01`, `${month}-18`).map((day, index) => ({
        category: at % 9 ? 'completion' : 'ocr',
        model,
        version: null,
        group: ['input', 'output', 'cached'][index % 3]!,
        day,
        amount: Decimal.of(workspaceId ? '0.11' : '11.5'),
        units: 1_000_000,
        billed: 1_000_000,
        price: Decimal.of('0.0000115'),
      })),
    ),
    unpriced: [],
    unreadable: { completion: 3 },
  })
  const days = ({ from, to }: ActivityPeriod) =>
    listDays(from.toISOString().slice(0, 10) as never, addDays(to.toISOString().slice(0, 10) as never, -1))
  const rows = <Row>(list: readonly Row[]) => ({ rows: list, unreadable: 2 })
  const code = (period: ActivityPeriod) =>
    rows(days(period).map((day) => ({ day, total: 900, cli: 500, acp: 300, programmatic: 100 })))
  const answers = {
    usage: ({ month, workspaceId }: { month: Month; workspaceId?: string }) => usage(month, workspaceId),
    spendLimit: () => limitOf(45_000, 20_000),
    rateLimit: () => ({
      requestsPerSecond: 20,
      models: models.map((model) => ({ model, tokensPerMinute: 2e6, tokensPerMonth: 1e9 })),
    }),
    workspaces: () => workspaces,
    members: () => ({ members, pendingInvites: 12, unreadable: 0 }),
    apiKeys: () => ({
      keys: times(
        400,
        (index): ApiKey => ({
          id: `k${index}`,
          name: hostile(index, 'key'),
          workspace: hostile(index % 100, 'Workspace'),
          createdBy: `person${index * 100}@northwind.example`,
          createdOn: '2025-01-07',
          expiresOn: index % 2 ? '2026-11-30' : null,
          lastUsedOn: null,
        }),
      ),
      unreadable: 1,
    }),
    userActivity: () => rows(times(5_000, (index) => ({ userId: `u${index}`, ...work(5_000 - index) }))),
    agentActivity: () =>
      rows(times(300, (index) => ({ agentId: `agent-${index}`, users: 2 + (index % 40), ...work(index) }))),
    activityOverTime: (period: ActivityPeriod) =>
      rows(days(period).map((day) => ({ from: new Date(`${day}T00:00:00Z`), users: 900, ...work(4_000) }))),
    codeActivity: (period: ActivityPeriod) => ({
      sessions: code(period),
      prompts: code(period),
      users: code(period),
      tokens: rows(
        models.flatMap((model) => days(period).map((day) => ({ day, model, input: 9e9, output: 1e9, cached: 3e9 }))),
      ),
      toolCalls: rows(days(period).map((day) => ({ day, total: 100, succeeded: 90, failed: 8, skipped: 2 }))),
      toolCallsByName: rows(times(300, (index) => ({ day: days(period)[0]!, tool: hostile(index, 'tool'), total: 5 }))),
      hours: rows(days(period).map((day) => ({ day, hours: 88.5 }))),
    }),
    editActivity: () => ({ suggestions: rows([]), users: rows([]), lines: rows([]) }),
  }
  const waiting: (() => void)[] = []
  const counted = { rounds: 0, atOnce: 0 }
  const mistral = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      (query: never) => new Promise((resolve) => waiting.push(() => resolve({ value: answer(query), fetchedAt: now }))),
    ]),
  )

  /** Gathers, and lets Mistral answer all that it was asked until then, as often as it takes. */
  async function gather<Found>(run: (context: ReadContext) => Promise<Found>): Promise<Found> {
    Object.assign(counted, { rounds: 0, atOnce: 0 })
    let found: { readonly value: Found } | undefined
    const running = run(context).then((value) => {
      found = { value }
    })
    while (!found) {
      await new Promise((resolve) => setImmediate(resolve))
      if (waiting.length === 0) continue
      counted.rounds += 1
      if (counted.rounds > 1) counted.atOnce = Math.max(counted.atOnce, waiting.length)
      for (const answer of waiting.splice(0)) answer()
    }
    await running
    return found.value
  }
  const context = partsOf<ReadContext>({
    organization: 'o1',
    mistral,
    clock: { now: () => now },
    progress: createProgress(),
    tables,
    trail: { record: async () => {} },
    config: {
      people: { privacy: 'roles', readAccess: 'members' },
      policy: { limitWrites: true },
      mistral: { key: 'k' },
      places: {},
    },
    asker: { role: 'admin', profile: { id: 'U1', standing: 'full', locale: 'en-GB' }, member: { id: 'u1' } },
  })
  return { gather, counted }
}
