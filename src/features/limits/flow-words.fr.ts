import type { Change } from '../../domain/limit/raise.ts'
import type { flow as english } from './flow-words.en.ts'

/** Slack takes 24 characters for the title of a modal. */
const titles: Record<Change, string> = {
  raise: 'Relever le plafond',
  lower: 'Abaisser le plafond',
  set: 'Fixer le plafond',
  remove: 'Supprimer le plafond',
}

export const flow: typeof english = {
  title: 'Plafond de dépense',
  requestTitle: titles,
  reviewTitle: 'Approuver la demande',
  denyTitle: 'Refuser la demande',

  field: {
    notANumber: 'Indiquez un montant entier, par exemple 50000, 50 000 ou 50k.',
    otherCurrency: (currency) => `Le plafond est en ${currency}. Indiquez le montant dans cette devise.`,
    reasonMissing: 'Indiquez pourquoi. Les approbateurs le liront.',
    reasonTooLong: (most) => `Restez en dessous de ${most} caractères.`,
    pastDate: 'Choisissez un jour après aujourd’hui.',
    dateMissing: 'La date manque. Choisissez « Ce mois-ci uniquement », puis à nouveau « Jusqu’à une date ».',
    limitUnknown: 'Mistral n’indique pas le plafond actuel. Réessayez dans une minute.',
    limitNotEntered:
      'Personne n’a encore saisi le plafond actuel. Un admin ou un responsable de facturation le saisit depuis la page Billing : `import figure`.',
    objection(why, maximum) {
      if (why === 'notAbove') return 'Ce montant n’est pas supérieur au plafond actuel.'
      if (why === 'notBelow') return 'Ce montant n’est pas inférieur au plafond actuel.'
      if (why === 'same') return 'C’est déjà le plafond actuel.'
      return `Le plafond le plus élevé autorisé ici est ${maximum ?? 'fixé par MAX_LIMIT'}. Demandez à l’admin de ce bot de modifier MAX_LIMIT.`
    },
  },

  filed: {
    sent: 'Demande envoyée. Vous pouvez la suivre dans nos messages directs, et je vous y préviens dès qu’une décision est prise.',
    unseen:
      'Votre demande est enregistrée, mais je n’ai encore pu la montrer à aucun approbateur. Je continue d’essayer. Demandez à l’admin de ce bot de consulter `status`.',
    joined: 'Une demande existe déjà et couvre la vôtre. Je vous préviendrai du résultat.',
    noted:
      'Une demande existe déjà, pour un montant inférieur. Votre montant et votre motif figurent maintenant sur sa fiche. Un admin ou un responsable de facturation peut la porter à votre montant.',
    amended:
      'Il y avait une demande pour un montant inférieur. Elle porte maintenant sur votre montant, et ses approbateurs doivent l’examiner à nouveau.',
    alreadyThere: 'Le plafond est déjà celui que vous demandez. Il n’y a rien à faire.',
    busy: 'Une autre modification du plafond est en cours. Attendez la fin, puis refaites votre demande.',
  },

  nothingDecided: (error) => `${error}\n\nAucune décision n’a été prise.`,
  youWrote: (error, typed) => `${error}\n\nVous aviez écrit : ${typed}`,

  decided: {
    applying: 'Approuvé. Je modifie le plafond maintenant ; la fiche indiquera quand c’est fait.',
    waiting: (missing) =>
      `Votre approbation compte. Il en manque encore ${missing === 1 ? 'une, d’une autre personne' : `${missing}, d’autres personnes`}.`,
    byHand: 'Approuvé. Je ne peux pas modifier le plafond moi-même : la fiche indique ce qu’il faut faire à la main.',
    sawDifferent:
      'L’autre approbateur et vous avez vu des plafonds différents, aucune des deux approbations ne compte donc. Vous devez tous deux examiner la demande à nouveau.',
    denied: 'Refusé. La personne qui a fait la demande est prévenue, avec votre motif.',
    later: 'Je réessaierai quand Mistral aura remis son compteur à zéro.',
  },

  keepReason: 'Conserver définitivement le plafond temporaire.',
  breakGlass: {
    title: 'Procédure d’urgence',
    reason:
      'L’accès à l’API est suspendu. Cette procédure relève le plafond immédiatement, sans approbation, jusqu’à la fin du mois. Tout le canal d’approbation en est informé.',
    done: 'Je relève le plafond maintenant. Le canal d’approbation est informé de qui l’a fait et pourquoi.',
    shout: (user) =>
      `🚨 *Procédure d’urgence* : ${user} relève le plafond maintenant, sans approbation, car l’accès à l’API est suspendu.`,
  },

  reminder: (question, deciders) =>
    `⏳ La moitié du délai est écoulée et personne n’a décidé : ${question} La décision revient à ${deciders}, sur la fiche.`,
}
