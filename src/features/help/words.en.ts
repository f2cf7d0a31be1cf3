export const en = {
  summary: 'What I can do, or more on one command',
  title: '*What Mistral costs, where you stand, and who decides*',
  more: (slash: string) => `More on one: \`${slash} spend help\`. Answers are private until you share them.`,
  text: (commands: string) => `I know: ${commands}`,
}
