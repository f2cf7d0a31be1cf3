import { InvalidInput } from '../../domain/errors.ts'

/** What stands behind a command's name. A command takes what it knows; the rest is its period, or an error. */
export class TypedWords {
  private readonly tokens: string[]

  constructor(text: string) {
    // Quotes keep words together; Slack's clients make curly ones of straight ones.
    this.tokens = (text.match(/(?:[^\s"“”„«»]+|["“”„«»][^"“”„«»]*["“”„«»]?)+/g) ?? []).map((token) => token.trim())
  }

  /** "by model": the choice behind the word. */
  takeChoice<Choice extends string>(word: string, choices: readonly Choice[]): Choice | undefined {
    const index = this.tokens.findIndex((token) => token.toLowerCase() === word)
    if (index < 0) return undefined
    const [, given = ''] = this.tokens.splice(index, 2)
    const choice = choices.find((known) => known === given.toLowerCase())
    if (!choice) {
      const examples = choices.slice(0, 3).map((known) => `${word} ${known}`)
      throw new InvalidInput('option', `${word} ${given}`.trim(), examples)
    }
    return choice
  }

  /** `workspace:Support` or `workspace:"Support bot"`. */
  takeOption(key: string): string | undefined {
    const index = this.tokens.findIndex((token) => token.toLowerCase().startsWith(`${key}:`))
    if (index < 0) return undefined
    const [token = ''] = this.tokens.splice(index, 1)
    return token
      .slice(key.length + 1)
      .replace(/["“”„«»]/g, '')
      .trim()
  }

  /** What is left, as one text. An option that nobody took is refused here by its own name. */
  rest(knownOptions: readonly string[] = []): string {
    const unknown = this.tokens.find((token) => /^[a-z_-]+:./i.test(token))
    if (unknown) throw new InvalidInput('option', unknown, knownOptions)
    return this.tokens.join(' ')
  }

  /** All that nobody took yet, as it could be typed again. */
  line(): string {
    return this.tokens.join(' ')
  }

  isHelp(): boolean {
    return this.tokens.length === 1 && /^(help|\?|--help|-h)$/i.test(this.tokens[0] ?? '')
  }
}
