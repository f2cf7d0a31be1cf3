import type { en } from './words.en.ts'

export const fr: typeof en = {
  welcome: (slash) =>
    [
      '*Je vous montre ce que Mistral AI vous coûte et vous aide à modifier le plafond de dépense.*',
      `• \`${slash} spend\` : la dépense du mois et la prévision de fin de mois`,
      `• \`${slash} limits\` : la part du plafond déjà utilisée, et s’il suffira`,
      `• \`${slash} limits raise\` : demander un plafond plus élevé ; les bonnes personnes l’approuvent ici`,
      `• \`${slash} whoami\` : ce que vous pouvez voir et faire, et pourquoi`,
      `• \`${slash} help\` : tout le reste`,
    ].join('\n'),
  settings: '*Réglages*',
  asOf: (time) => `Mis à jour : ${time}`,
  refresh: 'Actualiser',
}
