import type { HttpAnswer } from './http.ts'

/** The guides send `x-api-key`, the OpenAPI file says `Authorization: Bearer`: both go out until a 401 teaches us. */
export type AuthMode = 'both' | 'x-api-key' | 'bearer'

export interface Auth {
  /** undefined until an answer has shown that the key is accepted. */
  mode(): AuthMode | undefined
  /** Sends with the headers that last worked. A 401 means that nothing happened, so writes may go through here too. */
  send(sendWith: (headers: Readonly<Record<string, string>>) => Promise<HttpAnswer>): Promise<HttpAnswer>
}

const modes: readonly AuthMode[] = ['both', 'x-api-key', 'bearer']

export function createAuth(key: string): Auth {
  // undici refuses other bytes in a header, at the first call; better now, and without the value.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new Error('MISTRAL_ADMIN_API_KEY is empty or holds spaces, line ends or accents')
  let known: AuthMode | undefined
  return {
    mode: () => known,
    async send(sendWith) {
      const first = known ?? 'both'
      let answer = await sendWith(headersFor(first, key))
      let used = first
      for (const mode of modes.filter((other) => other !== first)) {
        if (answer.status !== 401) break
        answer = await sendWith(headersFor(mode, key))
        used = mode
      }
      if (answer.status >= 200 && answer.status < 300) known = used
      return answer
    },
  }
}

function headersFor(mode: AuthMode, key: string): Record<string, string> {
  return {
    ...(mode !== 'bearer' && { 'x-api-key': key }),
    ...(mode !== 'x-api-key' && { authorization: `Bearer ${key}` }),
  }
}
