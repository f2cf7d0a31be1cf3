import { section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { Click } from '../../../chatops/contract.ts'
import type { View } from '../../../chatops/view.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import type { Message } from '../../../slack/message.ts'
import { appendAudit } from '../../../storage/audit/append.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { sayPerson } from '../card/wording.ts'
import type { Tables } from '../store/store.ts'
import { limitsWords } from '../words.ts'
import { type Burst, findBurst, takeBurst } from './bursts.ts'

const find = (core: Core, id: string): Promise<Burst | undefined> =>
  findBurst(core.db.query<Tables>(), core.organization, id)

/** "I’m on it": the messages say so, and nobody is told again. It changes nothing at Mistral. */
export const onItClick: Click = {
  access: 'decide',
  subject: async (core, { value }) => (await find(core, value))?.id,
  async act(core, { asker, view, input }) {
    const { db, organization, clock } = core
    const { id: slackId, name } = asker.profile
    const isFirst = await db.transaction<Tables, boolean>(async (tx) => {
      const personId = await personIdFor(tx, organization, { slackId, name })
      const took = await takeBurst(tx, organization, input.value, { personId, now: clock.now() })
      const entry = { organization, action: 'limit.alert-taken', actorId: personId, subject: input.value } as const
      if (took) await appendAudit(tx, { ...entry, outcome: 'done' })
      return took
    })
    core.wakeScheduler()
    if (isFirst) return undefined
    const burst = await find(core, input.value)
    if (!burst) throw new NotAllowed('notTheCard')
    return sayTooLate(burst, view)
  },
}

function sayTooLate({ taken, isOver }: Burst, view: View): Message {
  const { alert } = limitsWords(view)
  const text = taken && !isOver ? alert.isOnItAlready(sayPerson(taken, view)) : alert.isOverAlready
  return { text, blocks: [section(text)] }
}
