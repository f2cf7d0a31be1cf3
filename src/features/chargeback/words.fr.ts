import { inside, plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

export const fr: typeof en = {
  summary: 'La part de chaque centre de coûts dans un mois, selon les Workspaces qui lui sont affectés',
  finding: (period, total, count) =>
    `${period} : ${total} pour ${count === 0 ? 'aucun centre de coûts affecté' : plural(count, 'centre de coûts', 'centres de coûts')}`,
  nothing: (period) => `${period} : aucune dépense, il n’y a donc rien à refacturer`,
  isClosed: 'Le mois est clos : ce relevé ne change plus',
  isClosedConverted:
    'Le mois est clos : les montants de ce relevé ne changent plus. Leur conversion peut changer, avec la date de la facture et son taux',
  isProvisional: (slash, month) =>
    `Provisoire : un admin ou responsable de facturation peut clore le mois avec \`${slash} history close ${month}\``,
  isImported: 'Provisoire : un fichier importé plus tard peut encore le changer',
  isRunning: 'Le mois n’est pas encore terminé',
  otherCurrency: (names) => `⚠ Dans une autre devise, donc dans aucun de ces montants : ${names}`,
  unassigned: 'Non affecté',
  noWorkspace: 'hors Workspace',
  ownedBy: (workspace, name) => `${workspace} (propriétaire : ${name})`,
  ofBudget: (share, amount) => `${share} du budget de ${amount}`,
  assign: 'Affecter un Workspace…',

  form: {
    title: 'Affecter un Workspace',
    loading: 'Chargement…',
    busy: 'En cours…',
    submit: 'Affecter',
    cancel: 'Annuler',
    close: 'Fermer',
    workspace: 'Workspace',
    more: (count, slash) =>
      `${plural(count, 'autre Workspace', 'autres Workspaces')} : indiquez son nom, comme dans \`${slash} workspaces assign workspace:"Support bot"\`.`,
    costCenter: 'Centre de coûts',
    costCenterHint: 'Un numéro ou un nom, tel que votre comptabilité le connaît. Vide : affecté à aucun.',
    owner: 'Propriétaire',
    ownerHint:
      'La personne qui répond de la dépense, prévenue quand le plafond ou le budget du Workspace est presque atteint. Visible pour qui peut voir les noms.',
    from: 'À partir de',
    fromHint: 'Valable pour ce mois et les suivants, jusqu’à la prochaine affectation de ce Workspace.',
    none: 'Il n’y a aucun Workspace à affecter.',
    tooLong: '60 caractères au maximum.',
    done: (workspace, center, month) => `✅ ${workspace} : centre de coûts ${center}, dès ${inside(month)}.`,
    doneNone: (workspace, month) => `✅ ${workspace} : aucun centre de coûts, dès ${inside(month)}.`,
    closed: (month) =>
      `⚠ ${month}, ou un mois ultérieur, est clos et son relevé ne change plus. Choisissez un mois plus tardif.`,
  },
  actions: { 'chargeback.assigned': 'a affecté un Workspace à un centre de coûts' },
  personal: {
    sheet: {
      what: 'Le fait que vous soyez propriétaire de Workspaces dans les relevés de refacturation',
      why: 'Pour que la personne qui paie un Workspace sache à qui s’adresser, et que vous soyez prévenu quand son plafond ou son budget est presque atteint',
      howLong: 'Jusqu’à votre effacement ; les centres de coûts restent',
      whoSees: 'Les personnes qui peuvent voir les noms, et celles à qui elles transmettent un relevé',
    },
    owns: (workspace, month) => `Propriétaire du Workspace ${workspace}, dès ${inside(month)}`,
  },
}
