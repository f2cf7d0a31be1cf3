import { panelLink } from '../../chatops/admin-panel.ts'
import type { refusals as english } from './refusals.en.ts'

export const refusals: typeof english = {
  noSuchDay: 'Je ne connais rien d’inhabituel pour ce jour (ou plus).',
  ownRequest: 'C’est votre propre demande, quelqu’un d’autre doit donc l’approuver.',
  decidedAlready: 'Vous avez déjà approuvé cette demande.',
  nobodyDecides: `Personne d’autre que vous ne peut approuver, la demande resterait donc sans décision. Donnez à une autre personne le rôle d’admin ou de facturation chez Mistral, ou ajoutez-la dans \`ROLE_MAP\` ; ou modifiez le plafond dans l’${panelLink('billing', 'Admin Panel')}.`,
  draftGone: (_facts, slash) =>
    `Ce formulaire est trop ancien, ou n’est pas le vôtre. Tapez \`${slash} limits raise\` pour recommencer.`,
  notTheCard:
    'Cette fiche n’est plus à jour. Décidez dans le canal d’approbation, ou dans le message direct que je vous ai envoyé.',
  over: 'La décision a déjà été prise. La fiche indique le résultat.',
  changeOver: 'Le plafond a de nouveau changé depuis, ou quelqu’un a déjà pris une décision.',
  reviewOver:
    'Cet examen a expiré : dix minutes se sont écoulées, il a déjà servi, ou la demande a changé. Ouvrez-le à nouveau pour voir les chiffres actuels.',
  limitMoved:
    'Le plafond a changé depuis que vous l’avez consulté. Appuyez à nouveau sur le bouton et vérifiez les nouveaux chiffres.',
  limitUnknown:
    'Mistral n’indique pas le plafond actuel, il est donc impossible de décider. Réessayez dans une minute.',
  notThereYet:
    'Mistral affiche toujours un autre plafond. Saisissez le montant exact dans l’Admin Panel, puis appuyez à nouveau sur « Terminé ».',
  breakGlassOff: 'La procédure d’urgence est désactivée ici (`BREAK_GLASS`). Demandez plutôt un relèvement.',
  notSuspended:
    'L’accès à l’API n’est pas suspendu, vous avez donc le temps de demander. Demandez plutôt un relèvement.',
  adminOnly: 'Seul un admin Mistral peut utiliser la procédure d’urgence.',
  writesOff: `Je ne suis pas autorisé à modifier le plafond ici. Modifiez-le dans l’${panelLink('billing', 'Admin Panel')}.`,
  tooFewDecide: `Il n’y a pas assez d’approbateurs : il en faut plus d’un, sans compter la personne qui demande. Donnez à une autre personne le rôle d’admin ou de facturation chez Mistral, ou ajoutez-la dans \`ROLE_MAP\` ; ou modifiez le plafond dans l’${panelLink('billing', 'Admin Panel')}.`,
  underWay: 'Le plafond est en cours de modification. Attendez la fin, puis vérifiez à nouveau.',
  notYourRequest: 'Seule la personne qui a fait cette demande peut la retirer.',
  amendedOften:
    'Vous avez modifié cette demande trois fois en une heure. Demandez à un approbateur de l’examiner, ou patientez.',
}
