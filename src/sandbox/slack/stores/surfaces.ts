import { randomBytes } from 'node:crypto'
import type { View } from '../block-kit/validate.ts'
import type { Changes } from '../changes.ts'
import { initialStates, keepStates } from '../input-states.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { InputStates, SandboxView } from '../types.ts'

const deepestStack = 3

/** Modals, one stack per person, and App Homes. */
export function createSurfaces(changes: Changes) {
  const stacks = new Map<string, readonly SandboxView[]>()
  const homes = new Map<string, SandboxView>()
  let lastNumber = 0

  const nextHash = () => `${++lastNumber}.${randomBytes(4).toString('hex')}`
  const stackOf = (userId: string) => stacks.get(userId) ?? []

  function setStack(userId: string, views: readonly SandboxView[]): void {
    stacks.set(userId, views)
    changes.emit({ type: 'views', user: userId })
  }

  function create(userId: string, content: View, below?: SandboxView): SandboxView {
    const id = `V${String(++lastNumber).padStart(9, '0')}`
    return {
      id,
      userId,
      hash: nextHash(),
      content,
      state: initialStates(content.blocks),
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      errors: {},
    }
  }

  function find(by: { id?: string | undefined; externalId?: string | undefined }): SandboxView {
    const view = [...[...stacks.values()].flat(), ...homes.values()].find(
      (candidate) =>
        candidate.id === by.id || (by.externalId !== undefined && candidate.content.external_id === by.externalId),
    )
    // Slack says `not_found` of a modal that its reader has closed meanwhile.
    if (!view) throw new SlackRefusal('not_found')
    return view
  }

  function put(view: SandboxView): SandboxView {
    if (homes.get(view.userId)?.id === view.id) {
      homes.set(view.userId, view)
      changes.emit({ type: 'home', user: view.userId })
    } else {
      setStack(
        view.userId,
        stackOf(view.userId).map((candidate) => (candidate.id === view.id ? view : candidate)),
      )
    }
    return view
  }

  function refuseTaken(content: View, except?: string): void {
    const taken = [...stacks.values()].flat().find((view) => view.content.external_id === content.external_id)
    if (content.external_id && taken && taken.id !== except) throw new SlackRefusal('duplicate_external_id')
  }

  function renew(view: SandboxView, content: View): SandboxView {
    refuseTaken(content, view.id)
    const state = keepStates(initialStates(content.blocks), view.state)
    const { notice: _gone, ...rest } = view
    return put({ ...rest, content, state, hash: nextHash(), errors: {} })
  }

  return {
    find,
    stack: stackOf,
    home: (userId: string) => homes.get(userId),
    /** A new modal replaces whatever this person had open. */
    open(userId: string, content: View): SandboxView {
      setStack(userId, [])
      refuseTaken(content)
      const view = create(userId, content)
      setStack(userId, [view])
      return view
    },
    push(userId: string, content: View): SandboxView {
      const stack = stackOf(userId)
      if (stack.length >= deepestStack) throw new SlackRefusal('push_limit_reached')
      refuseTaken(content)
      const view = create(userId, content, stack.at(-1))
      setStack(userId, [...stack, view])
      return view
    },
    update(view: SandboxView, content: View, hash?: string): SandboxView {
      if (hash !== undefined && hash !== view.hash) throw new SlackRefusal('hash_conflict')
      return renew(view, content)
    },
    publish(userId: string, content: View, hash?: string): SandboxView {
      const present = homes.get(userId)
      if (hash !== undefined && hash !== present?.hash) throw new SlackRefusal('hash_conflict')
      if (present) return renew(present, content)
      const view = create(userId, content)
      homes.set(userId, view)
      changes.emit({ type: 'home', user: userId })
      return view
    },
    setState: (view: SandboxView, state: InputStates) => put({ ...view, state }),
    setErrors: (view: SandboxView, errors: Readonly<Record<string, string>>) => put({ ...view, errors }),
    setNotice: (view: SandboxView, notice: string) => put({ ...view, notice }),
    close: (view: SandboxView) =>
      setStack(
        view.userId,
        stackOf(view.userId).filter(({ id }) => id !== view.id),
      ),
    closeAll: (userId: string) => setStack(userId, []),
    clear(): void {
      stacks.clear()
      homes.clear()
    },
  }
}
