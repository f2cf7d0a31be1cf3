import type { en } from './words.en.ts'

export const fr: typeof en = {
  summary: 'Ce que je sais faire, ou plus de détails sur une commande',
  title: '*Ce que coûte Mistral, où vous en êtes et qui décide*',
  more: (slash) =>
    `Plus de détails sur une commande : \`${slash} spend help\`. Les réponses restent privées tant que vous ne les partagez pas.`,
  text: (commands) => `Je connais : ${commands}`,
}
