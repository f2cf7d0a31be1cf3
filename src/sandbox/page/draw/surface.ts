import type { InputStates } from '../../slack/index.ts'
import type { Scene } from '../scene.ts'

/** What a person acts on: a message, a modal or the App Home, with what they have filled in. */
export interface Surface {
  readonly scene: Scene
  /** A prefix that makes ids of it unique in the document. */
  readonly key: string
  readonly held: InputStates
  readonly errors: Readonly<Record<string, string>>
}
