import type { drift as english } from './drift-words.en.ts'

export const drift: typeof english = {
  headline: (from, to) => `⚠ *Le plafond a été modifié chez Mistral, sans passer par moi : ${from} → ${to}*`,
  by: (who, when) => `Par ${who}, ${when}, d’après le journal d’audit de Mistral`,
  bySomebody: (when) => `${when}, d’après le journal d’audit de Mistral`,
  byKey: (when) => `Avec une clé d’API d’administration, ${when}, d’après le journal d’audit de Mistral`,
  at: (when) =>
    `${when} ; le journal d’audit de Mistral est illisible pour le moment, je ne peux donc pas dire qui l’a fait`,
  noticed: (when) => `Constaté : ${when} ; le journal d’audit de Mistral n’indique pas qui l’a fait`,
  stays: 'Il reste ainsi tant que personne ne le modifie.',
  over: 'Le plafond a de nouveau changé depuis.',
  kept: (limit, who) => `✅ ${limit} : conservé par ${who}`,
  keptNow: (limit) => `${limit} : conservé. Rien n’a été modifié chez Mistral.`,
  youKept: (count) => `Plafonds modifiés chez Mistral que vous ayez conservés : ${count}`,
  sheet: {
    what: 'Le fait que vous ayez conservé un plafond modifié chez Mistral',
    why: 'Pour montrer qui en a décidé',
    howLong: 'jusqu’à l’effacement de vos données ; vos entrées restent dans la piste d’audit, sans nom',
    whoSees: 'toutes les personnes qui voient l’avis ; les admins et responsables de facturation dans la piste d’audit',
  },
  keep: (limit) => `Conserver ${limit}`,
  back: 'Demander le retour…',
  backReason: (from, to) => `Retour à ${from} : le plafond a été modifié chez Mistral, sans demande, et fixé à ${to}.`,
}
