export const en = {
  welcome: (slash: string) =>
    [
      '*I show what Mistral AI costs you, and help you change the spending limit.*',
      `• \`${slash} spend\`: what was spent this month, and where it lands`,
      `• \`${slash} limits\`: how much of the limit is used, and whether it holds`,
      `• \`${slash} limits raise\`: ask for a higher limit; the right people approve it here`,
      `• \`${slash} whoami\`: what you may see and do, and why`,
      `• \`${slash} help\`: everything else`,
    ].join('\n'),
  settings: '*Settings*',
  asOf: (time: string) => `As of ${time}`,
  refresh: 'Refresh',
}
