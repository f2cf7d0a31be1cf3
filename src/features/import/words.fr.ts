import { inside, plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

/** "de novembre", "d’octobre". */
const ofMonth = (month: string): string => (/^[ao]/i.test(month) ? `d’${inside(month)}` : `de ${inside(month)}`)

const lines = (count: number): string => plural(count, 'ligne', 'lignes')
const notCounted = (count: number): string => (count === 1 ? 'non prise en compte' : 'non prises en compte')

/** "pour le 3 nov.", "pour la période du 1–31 oct." */
const forDays = (days: string): string => (days.includes('–') ? `pour la période du ${days}` : `pour le ${days}`)

export const fr: typeof en = {
  summary: 'Importer factures (PDF) et exports d’usage (CSV), pour les admins et responsables de facturation',
  none: 'Rien n’est encore importé',
  listTitle: (count) => plural(count, 'fichier compte dans les rapports', 'fichiers comptent dans les rapports'),
  how: (slash) =>
    `Déposez une facture en PDF, ou un export d’usage en CSV, dans vos messages directs avec moi, ou tapez \`${slash} import file\`. Vous voyez ce que j’ai compris avant que quoi que ce soit ne compte.`,
  apiCounts: 'Les rapports s’appuient sur l’Admin API de Mistral. Les fichiers importés lui sont comparés.',
  missingInvoice: (month) => `La facture ${ofMonth(month)} n’est pas encore là.`,
  row: (name, kind, days, amount) => `• *${name}* : ${kind}, ${days}, ${amount}`,
  rowBy: (time) => `import : ${time}`,
  forced: 'ses lignes ne correspondent pas à son total',
  noTotal: 'n’indique aucun total',
  more: (count) => plural(count, 'autre fichier plus ancien', 'autres fichiers plus anciens'),
  kinds: { usage: 'export d’usage', invoice: 'facture', creditNote: 'avoir' },
  buttons: {
    file: 'Importer un fichier…',
    figure: 'Saisir le montant du jour…',
    undo: 'Annuler un import…',
    look: 'Vérifier…',
    discard: 'Abandonner',
    explain: 'Expliquer des lignes…',
    back: 'Retour',
    next: 'Lignes suivantes',
  },
  title: 'Importer',
  figureTitle: 'Montant du jour',
  undoTitle: 'Annuler un import',
  loading: 'Chargement…',
  reading: 'Lecture du fichier…',
  busy: 'En cours…',
  cancel: 'Annuler',
  close: 'Fermer',
  read: 'Lire',
  import: 'Importer',
  continue: 'Continuer',
  undo: 'Annuler l’import',
  save: 'Enregistrer',
  fileLabel: 'Facture (PDF) ou export d’usage (CSV)',
  fileHint: 'Jusqu’à 5 Mo. Vous voyez ce que j’ai compris avant que quoi que ce soit ne compte.',
  noFile: 'Choisissez un fichier.',
  received: (name, kind, count) => `J’ai lu *${name}* : ${kind} de ${lines(count)}. Rien ne compte encore.`,
  discarded: (name) => `*${name}* est abandonné. Rien n’a été importé.`,
  facts: {
    kind: (kind, number) => (number ? `${kind} ${number}` : kind),
    issued: (day) => `du ${day}`,
    period: forDays,
    noPeriod: 'Je ne sais pas de quels jours il s’agit.',
    noCurrency: 'Aucune devise n’est indiquée.',
    mixedCurrencies: 'Les lignes sont en plusieurs devises, qui ne s’additionnent pas. Séparez le fichier par devise.',
    understood: (understood, total) => `${plural(understood, 'ligne comprise', 'lignes comprises')} sur ${total}`,
    notUnderstood: (count, amount) =>
      amount
        ? `⚠ ${lines(count)} non ${count === 1 ? 'comprise' : 'comprises'}, ${amount} en tout : ${notCounted(count)}`
        : `⚠ ${lines(count)} non ${count === 1 ? 'comprise' : 'comprises'} : ${notCounted(count)}`,
    sumsEqual: (amount) => `La somme des lignes correspond au total indiqué : ${amount}.`,
    sumsDiffer: (counted, stated, difference) =>
      `⚠ La somme des lignes est de ${counted}, mais le fichier indique ${stated} : un écart de ${difference}.`,
    grossDiffers: (counted, stated) =>
      `⚠ Avec la TVA, la somme des lignes est de ${counted}, mais le fichier indique ${stated}.`,
    noTotal: (amount) => `Le fichier n’indique aucun total à comparer. La somme des lignes est de ${amount}.`,
    decimalSign:
      '⚠ Ce fichier ne permet pas de savoir si le point ou la virgule sépare les décimales. Vérifiez un montant ci-dessous.',
    dayOrder:
      '⚠ Ce fichier ne permet pas de savoir si le jour ou le mois vient en premier. Vérifiez une date ci-dessous.',
    unusedColumns: (names) => `Colonnes laissées de côté : ${names}`,
    same: (name, time) => `Ce fichier a déjà été importé : *${name}*, ${time}. Il n’est pas compté deux fois.`,
    overlap: (names) =>
      `Ces jours ont déjà été importés : ${names}. Une fois importé, ce fichier les remplace ; rien n’est compté deux fois.`,
    spansMonths:
      'Les lignes n’indiquent aucun jour et couvrent plusieurs mois, que je ne peux donc pas distinguer. Exportez un mois à la fois.',
    empty: 'Il ne contient rien que je puisse compter.',
  },
  lineOf: {
    usage: (label, meaning, amount) => `✓ ${label} → ${meaning} : ${amount}`,
    charge: (label, charge, amount) => `✓ ${label} → ${charge} : ${amount}`,
    unknown: (label, why, amount) => `⚠ ${label} → ${why}${amount ? ` (${amount})` : ''}`,
    row: (row) => `${row}.`,
    page: (from, to, total) => `Lignes ${from}–${to} sur ${total}`,
  },
  groups: { input: 'entrée', output: 'sortie', cached: 'cache' },
  charges: {
    discount: 'remise',
    seats: 'licences',
    credit: 'crédits',
    creditNote: 'avoir',
    vat: 'TVA',
    other: 'autre frais',
  },
  puzzles: {
    item: 'modèle ou frais inconnu',
    amount: 'aucun montant trouvé',
    day: 'date illisible',
    currency: 'devise inconnue',
  },
  accept: (difference) => `Importer malgré l’écart de ${difference} entre les lignes et le total indiqué`,
  acceptLabel: 'Les lignes ne correspondent pas au total',
  acceptHint: 'Votre confirmation est inscrite dans la piste d’audit.',
  acceptMissing: 'Cochez cette case pour importer malgré tout, ou annulez et expliquez d’abord les lignes.',
  additionLabel: 'Autre facture pour les mêmes jours',
  addition: (number) => `La compter en plus de ${number} : elle porte sur autre chose`,
  explainTitle: 'De quoi s’agit-il ?',
  explain: 'Je retiens vos réponses pour le prochain fichier.',
  itemLabel: (label) => `« ${label} » est`,
  columnLabel: (name) => `La colonne « ${name} » contient`,
  firstDay: 'Premier jour du fichier',
  lastDay: 'Dernier jour du fichier',
  daysWrong: 'Le dernier jour précède le premier.',
  ownModel: 'un modèle de ce nom',
  roles: {
    item: 'modèle ou désignation',
    kind: 'entrée, sortie ou catégorie',
    day: 'date',
    quantity: 'quantité (tokens, pages)',
    price: 'prix unitaire',
    amount: 'montant hors TVA',
    currency: 'devise',
    workspace: 'Workspace',
    inputQuantity: 'tokens d’entrée',
    outputQuantity: 'tokens de sortie',
    cachedQuantity: 'tokens en cache',
    inputAmount: 'montant de l’entrée',
    outputAmount: 'montant de la sortie',
    cachedAmount: 'montant de l’entrée en cache',
    ignored: 'rien d’utile',
  },
  imported: (name, amount, days) => `✅ *${name}* est importé : ${amount} ${forDays(days)}.`,
  importedHow: (slash) =>
    `Les rapports en tiennent compte dès maintenant. \`${slash} import\` l’affiche et permet de l’annuler.`,
  undoneText: (name, hadReplaced) =>
    `✅ *${name}* ne compte plus.${hadReplaced ? ' Les fichiers qu’il remplaçait comptent de nouveau.' : ''}`,
  undoLabel: 'Quel import',
  undoNothing: 'Il n’y a aucun import à annuler.',
  wasUndone: 'Quelqu’un a déjà annulé cet import.',
  draftGone: (slash) =>
    `Cet aperçu a expiré ou a déjà servi. Déposez de nouveau le fichier, ou tapez \`${slash} import file\`.`,
  changedFile: 'Le fichier a changé depuis son ouverture. Déposez-le de nouveau.',
  figure: {
    used: 'Utilisé ce mois-ci jusqu’à présent',
    usedHint: 'Comme l’indique la page Billing, par exemple 412,60',
    limit: 'Plafond de dépense (facultatif)',
    limitHint: 'Comme l’indique la page Billing, par exemple 5000. Laissez vide s’il n’a pas changé.',
    currency: 'Devise',
    wrong: 'Indiquez un montant, par exemple 412,60.',
    wrongCurrency: 'Indiquez trois lettres, par exemple EUR.',
    otherCurrency: (currency) =>
      `Les montants importés de ce mois sont en ${currency}. Indiquez le montant en ${currency} : des devises différentes ne s’additionnent pas.`,
    saved: (amount, month) =>
      `✅ ${month} : ${amount} jusqu’à présent. Plafond, alertes et prévision utilisent ce montant dès maintenant.`,
    savedLimit: (amount) => `Plafond : ${amount}.`,
    less: (before) =>
      `Le dernier montant de ce mois était de ${before}, donc supérieur. Je garde les deux et j’utilise le nouveau.`,
    notNeeded: 'L’Admin API de Mistral donne ici le montant du jour : il n’y a rien à saisir.',
    open: 'Ouvrir la page Billing',
  },
  bridge: {
    explained: (month) => `${month} : usage et facture concordent à 1 % près`,
    unexplained: (month, amount) => `${month} : ${amount} de la facture restent inexpliqués`,
    lower: (month, amount) => `${month} : la facture est inférieure de ${amount} au montant expliqué`,
    noInvoice: (month, slash) =>
      `Aucune facture n’est importée pour ${inside(month)}, il n’y a donc rien à comparer. Déposez-la dans nos messages directs, ou tapez \`${slash} import file\`.`,
    noUsage: (month, slash) =>
      `Aucun export d’usage n’est importé pour ${inside(month)}, la facture ne peut donc être comparée qu’à elle-même. Exportez l’usage en CSV, puis tapez \`${slash} import file\`.`,
    otherCurrency: (month, usage, invoice) =>
      `${month} : l’usage est en ${usage} et la facture en ${invoice}, je ne peux donc pas les comparer.`,
    convertedUsage: (rate) => `L’usage est converti au taux de ${rate}.`,
    apart: (name, amount) =>
      `⚠ L’avoir ${name} de ${amount} est dans une autre devise, il ne figure donc pas dans ces étapes.`,
    steps: {
      usage: 'Usage au prix catalogue :',
      discount: '+ Remises :',
      seats: '+ Licences :',
      credit: '+ Crédits :',
      other: '+ Autres frais :',
      creditNote: '+ Avoirs :',
      unexplained: '+ Inexpliqué :',
      vat: '+ TVA :',
    },
    net: '= Net :',
    gross: '= À payer :',
    models: 'Modèles qui diffèrent de plus de 1 % :',
    model: (model, usage, invoiced, difference) =>
      `• ${model} : ${usage} utilisés, ${invoiced} facturés (${difference})`,
    notes: 'Notes :',
    sources: (usage, invoices) => `Usage : ${usage}. Facture : ${invoices}`,
    how: (slash) =>
      `Ajouter une note pour l’auditeur : \`${slash} import note 2026-10 "licences facturées en retard"\``,
    noted: (month) => `✅ La note (${inside(month)}) est dans la piste d’audit et figure dans la comparaison.`,
  },
  reminder: {
    text: (month) => `La facture ${ofMonth(month)} devrait maintenant être disponible`,
    what: (month) =>
      `Téléchargez la facture ${ofMonth(month)} depuis la page Billing de Mistral et déposez le PDF ici. D’ici là, ${inside(month)} repose sur ce qui a été saisi ou exporté pendant le mois.`,
  },
  unreadable: {
    notSupported: 'Ce fichier n’est ni un PDF ni un CSV. Exportez-le en CSV, ou téléchargez la facture en PDF.',
    empty: 'Le fichier est vide.',
    encrypted: 'Ce PDF demande un mot de passe. Enregistrez-le sans mot de passe et déposez-le de nouveau.',
    scanned:
      'Ce PDF contient des images et aucun texte, comme un document scanné. Téléchargez la facture d’origine depuis la page Billing de Mistral.',
    truncated: 'Le fichier est incomplet. Téléchargez-le de nouveau, puis déposez-le en entier.',
    damaged: 'Le fichier est endommagé et illisible. Téléchargez-le de nouveau.',
    tooLarge: 'Le fichier dépasse 5 Mo. Exportez une période plus courte.',
    tooManyPages: 'Ce PDF a plus de 60 pages. Importez plutôt l’usage en CSV.',
    tooManyRows:
      'Le fichier a plus de 20 000 lignes. Exportez une période plus courte, ou regroupez par jour et modèle.',
    tooDemanding:
      'La lecture de ce fichier demande trop de temps ou de mémoire, je l’ai donc arrêtée. Exportez une période plus courte.',
  },
  personal: {
    sheet: {
      what: 'Les fichiers que vous avez déposés sans les importer, tels que je les ai lus',
      why: 'Vous montrer ce que j’ai compris avant que cela ne compte',
      howLong: 'Un jour',
      whoSees: 'Vous',
    },
    drafts: (count) => plural(count, 'fichier en attente d’import', 'fichiers en attente d’import'),
  },
  actions: {
    'import.reading': 'a donné un fichier à importer',
    'import.importing': 'a demandé l’import d’un fichier',
    'import.imported': 'a importé un fichier',
    'import.undone': 'a annulé un import',
    'import.noted': 'a écrit une note sur une facture',
    'import.figure-typed': 'a saisi un montant de la page Billing',
  },
}
