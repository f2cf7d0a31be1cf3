// React brings no types of its own, and the drawing library's need React's: this is the part that the page uses.
declare module 'react' {
  export interface ReactElement {
    readonly type: unknown
  }
  type Component<Props> = (props: Props) => ReactElement
  export function createElement<Props>(component: Component<Props>, props: Props): ReactElement
  export function createElement(
    tag: string,
    props: Readonly<Record<string, string | undefined>> | null,
    ...children: readonly (ReactElement | string)[]
  ): ReactElement
}

declare module 'react-dom/server' {
  import type { ReactElement } from 'react'

  export function renderToStaticMarkup(element: ReactElement): string
}

declare module 'slack-blocks-to-jsx' {
  import type { ReactElement } from 'react'

  interface Named {
    readonly id: string
    readonly name: string
  }

  export interface MessageProps {
    readonly blocks: readonly object[]
    readonly logo: string
    readonly name: string
    readonly withoutWrapper: true
    readonly data: {
      readonly users: readonly Named[]
      readonly channels: readonly Named[]
      readonly user_groups: readonly Named[]
    }
    readonly hooks: {
      readonly date: (date: {
        readonly timestamp: string
        readonly format: string
        readonly link: string | null
        readonly fallback: string
      }) => ReactElement
    }
  }

  export function Message(props: MessageProps): ReactElement
}
