import type { DayShape } from './calendar.ts'
import { nameUuid } from './random.ts'

export type WorkspaceKey = 'support' | 'code' | 'data' | 'marketing' | 'research' | 'sandbox'

export interface WorkspaceSeed {
  readonly key: WorkspaceKey
  readonly id: string
  readonly name: string
  readonly description: string
  readonly icon: string
  readonly isDefault: boolean
  readonly cap: number | null
  readonly shape: DayShape
  /** What a Saturday or Sunday brings, as a part of a weekday. */
  readonly weekend: number
}

const describeWorkspace = (
  key: WorkspaceKey,
  name: string,
  rest: Pick<WorkspaceSeed, 'description' | 'icon' | 'cap' | 'shape' | 'weekend'>,
): WorkspaceSeed => ({ key, id: nameUuid(`workspace ${key}`), name, isDefault: key === 'sandbox', ...rest })

export const workspaceSeeds: readonly WorkspaceSeed[] = [
  describeWorkspace('support', 'Support-bot', {
    description: 'Answers customers in nine languages',
    icon: '💬',
    cap: null,
    shape: 'around the clock',
    weekend: 0.5,
  }),
  describeWorkspace('code', 'Code assistants', {
    description: 'Editors, reviews and agents of the engineers',
    icon: '⌨️',
    cap: 12_000,
    shape: 'office',
    weekend: 0.12,
  }),
  describeWorkspace('data', 'Data platform', {
    description: 'Nightly extraction, embeddings and document intake',
    icon: '🗄️',
    cap: 15_000,
    shape: 'nightly batches',
    weekend: 0.6,
  }),
  describeWorkspace('marketing', 'Marketing', {
    description: '',
    icon: '📣',
    cap: 5_000,
    shape: 'office',
    weekend: 0.1,
  }),
  describeWorkspace('research', 'R&D', {
    description: 'Evaluations and prototypes',
    icon: '🧪',
    cap: null,
    shape: 'office',
    weekend: 0.25,
  }),
  describeWorkspace('sandbox', 'Sandbox', {
    description: 'Where everybody may try things',
    icon: '🏖️',
    cap: 1_500,
    shape: 'office',
    weekend: 0.15,
  }),
]

/** Listed only when archived Workspaces are asked for; nothing was ever spent in it. */
export const archivedWorkspace = {
  id: nameUuid('workspace hackathon'),
  name: 'Hackathon 2024',
  description: 'Three days in spring',
  icon: '🏁',
}
