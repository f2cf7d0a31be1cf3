import type * as english from './outcome-words.en.ts'

export const outcome: typeof english.outcome = {
  headline: {
    open: (change) => `📝 *En attente d’une décision : ${change}*`,
    approved: (change) => `⏳ *Approuvé : ${change}*`,
    applying: (change) => `⏳ *En cours : ${change}*`,
    unknown: (change) => `⚠ *Pas encore de réponse : ${change}*`,
    byHand: (change) => `✋ *Approuvé, à effectuer à la main : ${change}*`,
    denied: (change) => `❌ *Refusé : ${change}*`,
    withdrawn: (change) => `*Retiré : ${change}*`,
    expired: (change) => `*Expiré : ${change}*`,
    alreadyThere: (_change, limit) => `✅ *Le plafond est déjà de ${limit}*`,
    refused: (change) => `❌ *Non effectué : ${change}*`,
    unclear: (change) => `⚠ *À vérifier par une personne : ${change}*`,
  },
  means: {
    approved: 'Je le fixe chez Mistral.',
    applying: 'Mistral ne l’a pas encore confirmé.',
    unknown:
      'La réponse de Mistral s’est perdue. Je vérifie le plafond avant toute autre modification ; personne n’a rien à faire.',
    alreadyThere: 'Quelqu’un d’autre l’a fixé entre-temps. Je n’ai rien modifié.',
  },
  deniedBy: (who, reason) => `${who} : ${reason}`,
  withdrawnBy: (who, when) => `Par ${who}${when ? `, ${when}` : ''}.`,
  undecided: (when) => `Pas de décision dans le délai (${when}).`,
  limitNow: (limit) => `Plafond actuel : ${limit}.`,
  look: (panel) => `Je ne touche pas au plafond. Vérifiez-le dans l’${panel}, et refaites la demande si nécessaire.`,
  panel: 'Admin Panel',
  unchanged: 'Je n’ai rien modifié.',
  askAgain: (line) => `Pour refaire la demande : \`${line}\``,

  byHand: (figure) => `Ouvrez l’Admin Panel, saisissez exactement ${figure}, puis appuyez sur « Terminé ».`,
  byHandWaits: 'Une personne qui a accès à l’Admin Panel s’en charge ; je vous préviendrai.',
  noLimitByHand: '« aucun plafond mensuel »',

  readBack: (when) => `vérifié auprès de Mistral, ${when}`,
  answered: (when) => `confirmé par la réponse de Mistral, ${when}`,
  stated: (who, when) => `déclaré par ${who}, ${when}, non vérifié`,
  somebody: 'une personne',
}

export const remark: typeof english.remark = {
  limitMoved:
    'Le plafond n’est plus celui que les approbateurs ont vu : veuillez examiner la demande et décider à nouveau.',
  useRose:
    'L’utilisation a augmenté depuis l’approbation : ce plafond suspendrait l’accès à l’API. Veuillez examiner la demande et décider à nouveau.',
  sawDifferent: 'Les approbateurs ont vu des plafonds différents : veuillez examiner la demande et décider à nouveau.',
  roleLost: 'Un approbateur n’a plus le rôle nécessaire : quelqu’un d’autre doit approuver.',
  notConfirmed:
    'Le rôle d’un approbateur n’a pas pu être confirmé, rien n’a donc été modifié : veuillez décider à nouveau.',
  aboveMaximum:
    'Ce montant dépasse maintenant le plafond le plus élevé que l’on peut demander ici (`MAX_LIMIT`), rien n’a donc été modifié. Demandez un montant inférieur, ou faites relever `MAX_LIMIT`.',
  tooOld: 'L’approbation a expiré avant que le plafond puisse être modifié. Veuillez décider à nouveau.',
  amended: 'Le montant a été augmenté depuis la première demande : les approbations précédentes ne comptent plus.',
  takenBack: 'Un montant supérieur a été demandé puis retiré : les approbations précédentes ne comptent plus.',
  foreignChange: 'Quelqu’un d’autre a modifié le plafond au même moment.',
  thirdValue: 'La réponse de Mistral s’est perdue, et le plafond n’est ni l’ancien ni le nouveau.',
  mistralRefused: 'Mistral a refusé ce plafond.',
  keyRefused: 'Mistral refuse ma clé. L’admin de ce bot doit renseigner une clé valide dans `MISTRAL_ADMIN_API_KEY`.',
  writesOff: 'Les modifications par moi sont désactivées ici (`LIMIT_WRITES`).',
  noApi: 'Je n’ai pas ici d’API d’administration pour le modifier.',
  notWritable: 'Je ne peux fixer que des montants entiers, et ce plafond comporte des centimes.',
  ownError:
    'Une erreur s’est produite ici pendant la modification, je ne peux donc pas dire si elle a été effectuée. Le journal technique contient l’erreur.',
  restored: 'J’ai été restauré depuis une sauvegarde, je ne sais donc pas ce qui s’est passé depuis.',
}

export const proof: typeof english.proof = {
  title: (change) => `*Preuve : ${change}*`,
  asked: (who, when) => `Demandé par ${who}, ${when}`,
  by: (who, role, when) => `${who} (${role}), ${when}`,
  right: (who, role) => `${who} : ${role}`,
  approved: (by, saw) => `Approuvé par ${by}, au vu de : ${saw}`,
  used: (use, limit) => `${use} utilisés sur ${limit}`,
  limit: (limit) => `un plafond de ${limit}`,
  confirmed: (how) => `Plafond ${how}`,
  head: (hash) => `Piste d’audit jusqu’ici : \`${hash}\``,
}

export const ending: typeof english.ending = {
  soon: (amount, returnsTo) => `⏰ *Le plafond de ${amount} prend bientôt fin : retour à ${returnsTo}*`,
  soonAtReset: 'Quand Mistral remettra son compteur à zéro.',
  soonAtDate: (when) => `Échéance : ${when}.`,
  soonSuspends:
    '⚠ L’utilisation dépasse déjà ce montant : je laisserais alors le plafond tel quel, et je vous préviendrais.',
  soonKeep: 'Le conserver plus longtemps demande la même approbation qu’auparavant.',
  ended: (from, to) => `↩ *${from} → ${to} : le plafond temporaire a pris fin*`,
  endedButRuns: (amount, limit) => `↩ *Le plafond de ${amount} a pris fin ; le plafond reste à ${limit}*`,
  endedButRunsMeans:
    'C’est ce qui s’applique maintenant, par un autre plafond temporaire ou par une modification durable.',
  stays: (limit) => `⚠ *Le plafond reste à ${limit} pour le moment*`,
  staysMeans: (returnsTo, use) =>
    `Son échéance est passée, mais ${returnsTo} suspendrait l’accès à l’API, ou laisserait moins d’un jour de marge : ${use}. Demandez à le conserver, ou faites-moi réessayer après la remise à zéro.`,
  left: (limit) => `*Le plafond est laissé à ${limit}*`,
  leftMeans: (amount) =>
    `Un plafond temporaire de ${amount} a pris fin, mais quelqu’un a modifié le plafond depuis, je n’y touche donc pas.`,
  byHand: (limit) => `✋ *Remettez le plafond à ${limit}*`,
  byHandMeans: (amount, panel) =>
    `Le plafond temporaire de ${amount} a pris fin, et je ne suis pas autorisé à modifier le plafond : faites-le dans l’${panel}.`,
  keep: (limit) => `Demander à conserver ${limit}`,
  tryLater: 'Réessayer après la remise à zéro',
}
