import { tmpdir } from 'node:os'
import type { Outside } from '../../src/tools/tool.ts'

/** An operator's machine: its settings, what was printed, and what is answered when asked. */
export function createOutside(settings: Readonly<Record<string, string>> = {}, answer?: string) {
  const printed: string[] = []
  const questions: string[] = []
  const outside: Outside = {
    environment: {
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_APP_TOKEN: 'xapp-test',
      MISTRAL_ADMIN_API_KEY: 'none',
      DATA_DIR: tmpdir(),
      ...settings,
    },
    print: (line) => printed.push(line),
    ask: async (question) => {
      questions.push(question)
      return answer
    },
  }
  return { outside, questions, printed: () => printed.join('\n') }
}
