import type { UpstreamError } from '../../domain/errors.ts'
import { inside, listAll, listAny, plural, to } from './french.ts'
import { modal } from './modal-words.fr.ts'
import type { en } from './words.en.ts'

/** Everything that the core says in French. Amounts, dates and names arrive formatted and escaped. */

const whatNames: Record<string, string> = {
  period: 'la période',
  month: 'le mois',
  workspace: 'le Workspace',
  costCenter: 'le centre de coûts',
  option: 'l’option',
  step: 'le pas de temps',
  command: 'la commande',
  amount: 'le montant',
  person: 'la personne',
  filter: 'le filtre',
}

const noRoleReasons: Record<string, string> = {
  matchingOff:
    'la reconnaissance par adresse e-mail est désactivée ici (`EMAIL_MATCH`) et vous ne figurez pas dans `ROLE_MAP`.',
  noApi:
    'je n’ai pas de clé pour l’API d’administration, donc je ne peux pas vous trouver chez Mistral, et vous ne figurez pas dans `ROLE_MAP`. Demandez à l’admin de ce bot de vous y ajouter.',
  noEmail:
    'Slack ne donne aucune adresse e-mail confirmée pour vous. Confirmez-la dans votre profil Slack, ou demandez à un admin de vous ajouter dans `ROLE_MAP`.',
  noMember:
    'aucun membre de votre Organisation chez Mistral n’a votre adresse e-mail Slack. Demandez à un admin Mistral d’inviter cette adresse, ou de vous ajouter dans `ROLE_MAP`.',
  severalMembers:
    'plusieurs membres chez Mistral ont votre adresse e-mail Slack. Demandez à un admin de vous ajouter dans `ROLE_MAP`.',
  noKnownRole:
    'Mistral vous attribue un rôle que je ne connais pas. Demandez à un admin de vous ajouter dans `ROLE_MAP`.',
}

export const fr: typeof en = {
  modal,
  role: { admin: 'admin', billing: 'responsable de facturation', member: 'membre' },
  list: listAll,
  parts: (parts) => parts.join(' ; '),
  labelled: (label, text) => `${label} : ${text}`,

  asking: 'Chargement…',
  askingWorkspaces: (done, of) => `Chargement… ${done} sur ${of} Workspaces`,

  tooMany: (line, seconds) =>
    `Cela fait beaucoup de commandes à la fois, je n’ai donc pas exécuté ${line}. Réessayez dans ${plural(seconds, 'seconde', 'secondes')}.`,

  errors: {
    invalid(what, input) {
      if (what === 'reversed') return `La fin de « ${input} » précède son début.`
      if (what === 'future') return `« ${input} » n’a pas encore commencé.`
      const thing = whatNames[what] ?? what
      return input ? `Je ne comprends pas ${thing} « ${input} ».` : `Il manque ${thing}.`
    },
    notFound: (what, input) => `Je ne trouve pas ${whatNames[what] ?? what} « ${input} ».`,
    try: (examples) => `Essayez ${listAny(examples)}.`,
    conflict: (reason) =>
      reason === 'alreadyShared'
        ? 'Cette réponse a déjà été partagée.'
        : 'Quelqu’un d’autre a été plus rapide. Veuillez vérifier à nouveau.',
    databaseUnavailable:
      'Je ne peux rien enregistrer dans ma base de données, donc rien n’a été modifié. L’admin de ce bot doit la vérifier, puis redémarrer le bot.',
    database: {
      full: 'Ma base de données n’a plus de place, donc rien n’a été modifié. L’admin de ce bot doit libérer de l’espace.',
      away: 'Ma base de données ne répond pas pour le moment. Réessayez dans une minute. Si vous étiez en train de modifier quelque chose, vérifiez d’abord si c’est fait.',
    },
    reference: (reference) => `Référence pour l’admin de ce bot : \`${reference}\``,
    unforeseen: (reference) =>
      `Une erreur s’est produite de mon côté et rien n’a été modifié. Communiquez cette référence à l’admin de ce bot : \`${reference}\`.`,
    notAllowed(reason, facts, slash) {
      const why = noRoleReasons[facts.why ?? '']
      const reasons: Record<string, string> = {
        guest:
          'Les invités de cet espace de travail ne peuvent pas m’utiliser. Demandez à un membre à part entière de regarder pour vous.',
        deactivated: 'Votre compte Slack est désactivé, je ne peux donc pas vous répondre.',
        bot: 'Je ne réponds qu’aux personnes.',
        foreign: 'Je ne réponds qu’aux personnes de l’espace de travail de cette entreprise.',
        noRole: `Je ne peux pas vous montrer de chiffres : ${why ?? 'je ne trouve aucun rôle pour vous chez Mistral.'} Voir \`${slash} whoami\`.`,
        heldGroup:
          'Un changement de vos groupes d’utilisateurs Slack, survenu après cette demande ou à l’instant, vous permet de décider. Vous pourrez le faire 24 heures après ce changement. Quelqu’un d’autre peut décider dès maintenant.',
        held: `Votre adresse dans Slack a changé récemment, et vous correspondez maintenant à un autre membre chez Mistral. Vous pourrez vous prononcer 24 heures après ce changement. Voir \`${slash} whoami\`.`,
        needsDecider: `Cette action demande le rôle d’admin ou de facturation chez Mistral${why ? ` : ${why}` : '.'} Voir \`${slash} whoami\`.`,
        notYours: `Ce bouton appartient à la réponse de quelqu’un d’autre. Tapez \`${slash}\` pour obtenir la vôtre.`,
        external:
          'Des personnes extérieures à l’entreprise peuvent lire ce canal, je n’y publie donc aucun chiffre. Partagez la réponse dans un canal interne.',
        direct:
          'Dans un message direct, il n’y a personne avec qui partager. Posez la question dans un canal, puis partagez-y la réponse.',
        archived: 'Ce canal est archivé, il est donc impossible d’y publier.',
        inviteMe: 'Je ne suis pas dans ce canal. Tapez `/invite` et mon nom, puis partagez à nouveau.',
        notShareable: 'Seuls les rapports peuvent être partagés.',
      }
      return reasons[reason] ?? `Cette action n’est pas autorisée. Voir \`${slash} whoami\`.`
    },
    upstream(error, slash) {
      if (error.service === 'slack') {
        if (error.outcomeUnknown)
          return 'Slack n’a pas répondu, le message a donc peut-être été publié. Vérifiez avant de réessayer.'
        if (error.code === 'missing_scope')
          return `Slack ne m’a pas accordé ${error.neededScope ? `l’autorisation \`${error.neededScope}\` nécessaire` : 'une autorisation nécessaire'} ici. L’admin de ce bot doit réinstaller l’application à partir de son manifeste actuel.`
        return 'Slack ne répond pas comme prévu, je ne peux donc pas le faire maintenant. Réessayez dans une minute.'
      }
      const wait = error.retryAfterMs
        ? ` dans ${plural(Math.ceil(error.retryAfterMs / 1000), 'seconde', 'secondes')}`
        : ' dans une minute'
      const reasons: Record<UpstreamError['reason'], string> = {
        keyRefused:
          'Mistral refuse ma clé : elle est incorrecte, expirée ou révoquée. L’admin de ce bot doit renseigner une clé valide dans `MISTRAL_ADMIN_API_KEY`.',
        notEnterprise:
          'D’après Mistral, cette clé ne donne pas accès à l’API d’administration, qui demande une offre Enterprise et une clé créée dans le Backoffice. L’admin de ce bot doit vérifier `MISTRAL_ADMIN_API_KEY` et `MISTRAL_ADMIN_API_URL`.',
        notConfigured: `Je n’ai pas de clé pour l’API d’administration (\`MISTRAL_ADMIN_API_KEY\` vaut \`none\`), je ne peux donc pas interroger Mistral. L’Admin Panel affiche ces données. Ce que disent les fichiers importés, je peux le montrer : \`${slash} spend\`, \`${slash} models\` et \`${slash} forecast\`.`,
        notOffered: 'Mistral n’a pas ces données pour cette Organisation.',
        rateLimited: `Mistral reçoit trop de requêtes. Réessayez${wait}.`,
        down: `L’API d’administration de Mistral ne répond pas, il n’y a donc pas de chiffres pour le moment. Cela ne dit rien de l’API de vos modèles. Réessayez${wait} ; \`${slash} status\` indique quand elle a répondu pour la dernière fois.`,
        notUnderstood: `Je n’ai pas pu lire la réponse de Mistral. \`${slash} status\` indique ce qui fonctionne.`,
        refused: `Mistral a refusé la requête${error.status ? ` (${error.status})` : ''}. Essayez une autre période, ou voir \`${slash} status\`.`,
      }
      return reasons[error.reason]
    },
  },

  unknownCommand: {
    text: (typed) => `Je ne connais pas « ${typed} ».`,
    didYouMean: (suggestion) => `Vouliez-vous dire \`${suggestion}\` ?`,
    seeHelp: (slash) => `\`${slash} help\` présente tout ce que je sais faire.`,
    run: (suggestion) => `Lancer ${suggestion}`,
    help: 'Afficher l’aide',
    gone: (slash) => `Ce bouton a expiré. Tapez \`${slash}\` pour recommencer.`,
  },

  charts: {
    inDirectMessages: (url) => `Le graphique arrive dans <${url}|nos messages directs>.`,
    comes: 'Le graphique arrive dans nos messages directs.',
    missing: 'Le graphique n’a pas pu être dessiné cette fois.',
    notSent: 'Le graphique n’a pas pu être envoyé dans nos messages directs.',
  },

  filesSent: (count, url) =>
    `${count === 1 ? 'Le fichier est' : 'Les fichiers sont'} dans <${url}|nos messages directs>.`,

  exportButton: 'Exporter',

  openPanel: 'Ouvrir l’Admin Panel',

  share: {
    button: 'Partager dans le canal',
    by: (user) => `Partagé par ${user}`,
    done: (channel) => `Publié dans ${channel}.`,
    ask: (channel, members) =>
      `${channel} compte ${members === undefined ? 'de nombreux membres' : plural(members, 'membre', 'membres')}, et tous n’ont pas accès à ces chiffres par ailleurs. Publier quand même ?`,
    anyway: 'Publier',
  },

  help: {
    periods:
      'Périodes : rien (ce mois-ci), `last month` (mois dernier), `2026-10`, `oct`, `7d` (7 jours), `q3` (3e trimestre), `last quarter` (trimestre dernier), `12 months` (les 12 derniers mois entiers), `2025`, `ytd` (depuis janvier), `2025-11..2026-10`, `2026-10-01..2026-10-15`. Les jours sont des jours UTC.',
    tryIt: (line) => `Essayez : ${line}`,
  },

  personal: {
    registry: {
      sheet: {
        what: 'Votre nom, votre adresse e-mail, vos identifiants Slack et Mistral, et depuis quand ils sont associés',
        why: 'Pour savoir qui peut consulter, demander et décider, et remarquer quand une adresse change de titulaire',
        howLong: 'jusqu’à l’effacement de vos données',
        whoSees:
          'vous ; les admins et responsables de facturation quand une demande ou la piste d’audit mentionne votre nom',
      },
      kept: (person) =>
        `Nom : ${person.name ?? '–'}, e-mail : ${person.email ?? '–'}, Slack : ${person.slackId ?? '–'}, Mistral : ${person.mistralId ?? '–'}`,
    },
    trail: {
      kept: (count) => `Entrées de la piste d’audit, qui restent sans nom : ${count}`,
      text: (sequence, text) => `Entrée ${sequence} : « ${text} »`,
    },
    buttons: {
      sheet: {
        what: 'Les commandes derrière les boutons de vos réponses',
        why: 'Pour qu’un bouton n’exécute que ce qui a été proposé, et seulement pour vous',
        howLong: '30 jours',
        whoSees: 'vous',
      },
      kept: (lines) => `Boutons proposés : ${lines.join(', ')}`,
    },
    charts: {
      sheet: {
        what: 'Les graphiques de vos réponses privées, sauf s’ils nomment des personnes',
        why: 'Pour que Slack puisse vous les afficher',
        howLong: 'un jour',
        whoSees: 'toute personne qui a l’adresse de l’image, tant que vous avez le droit de la voir',
      },
      kept: (count) => `Graphiques de vos réponses : ${count}`,
    },
    allowances: {
      sheet: {
        what: 'Le nombre de vos commandes de la dernière minute, quand plusieurs instances tournent',
        why: 'Pour que de très nombreuses commandes d’une personne ne me ralentissent pas pour les autres',
        howLong: 'quelques minutes après votre dernière commande',
        whoSees: 'vous',
      },
      kept: 'Le nombre de commandes que vous avez envoyées il y a peu',
    },
    jobs: {
      sheet: {
        what: 'Votre identifiant Slack, tant qu’une tâche vous concerne',
        why: 'Pour prévenir les admins quand votre compte change',
        howLong: 'jusqu’à ce que ce soit fait',
        whoSees: 'personne',
      },
      kept: (count) => `Tâches en attente à votre sujet : ${count}`,
    },
    posts: {
      sheet: {
        what: 'Le fait qu’un message direct vous a été envoyé, sans son texte',
        why: 'Pour qu’un message ne soit pas envoyé deux fois après une panne',
        howLong: 'jusqu’à l’effacement de vos données, ou pendant `RETENTION_MONTHS`',
        whoSees: 'personne',
      },
      kept: (count) => `Messages directs envoyés : ${count}`,
    },
    groups: {
      sheet: {
        what: 'Les groupes d’utilisateurs des paramètres dont vous faites partie, et depuis quand',
        why: 'Pour qu’une personne qui vient de rejoindre un groupe ne décide pas des demandes plus anciennes',
        howLong: 'jusqu’à l’effacement de vos données',
        whoSees: 'personne',
      },
      kept: (count) => `Groupes d’utilisateurs qui vous donnent un rôle : ${count}`,
    },
    notices: {
      sheet: {
        what: 'Le fait que les admins doivent encore apprendre un changement de vos droits',
        why: 'Pour qu’aucun changement ne passe inaperçu',
        howLong: 'jusqu’à ce que ce soit fait',
        whoSees: 'les admins',
      },
      kept: (count) => `Changements de vos droits que les admins doivent encore apprendre : ${count}`,
    },
  },

  report: {
    source: (time) => `API Mistral ${time}`,
    closedHistory: 'Historique clos',
    provisionalHistory: (day) => `Historique provisoire, tel que Mistral l’indiquait le ${day}`,
    andHistory: (day) => `et historique jusqu’au ${day}`,
    age: (age) => `(il y a ${age})`,
    upTo: (day) => `jours UTC jusqu’au ${day}`,
    utcDays: 'jours UTC',
    origins: {
      invoice: (name) => `Facture ${name}`,
      usageFile: (name) => `Export d’usage ${name}`,
      typed: (time) =>
        `Saisi depuis la page Billing, ${time} ; entre deux montants, répartition égale sur les jours, la fourchette d’une prévision est donc large`,
      nothing: 'Aucun montant importé ni saisi',
      nothingFor: (period) => `${period} : aucun montant importé ni saisi`,
    },
    figures: {
      nothingSince: (month, day) => `⚠ ${month} : rien depuis le ${day}, je ne peux donc pas vous avertir.`,
      nothingYet: (month) => `⚠ ${month} : aucun montant pour l’instant, je ne peux donc pas vous avertir.`,
      nothingThen: (month) => `Rien n’a été importé pour ${inside(month)}.`,
      holes: (months) => `⚠ Aucun montant importé (${inside(months)}) : ces mois ne sont donc pas comptés.`,
      noUsage: (period) => `${period} : aucun usage dans ce qui a été importé`,
      net: (month, amount, name) =>
        `${month} : ${amount} net, licences, remises et crédits compris, d’après la facture ${name}.`,
      enter: 'Saisir le montant du jour',
      import: 'Importer un fichier',
    },
    change: (difference, against, isWholeDays) =>
      `${difference} par rapport ${to(against)}${isWholeDays ? ', jours entiers' : ''}`,
    noChange: (against) => `Identique ${to(against)}`,
    nothingBefore: (against) => `Rien pour la période précédente (${inside(against)})`,
    beginsLater: (against, day) =>
      `Pas de comparaison possible (${inside(against)}) : les données commencent le ${day}`,
    unreadable: (count) => `⚠ ${plural(count, 'ligne illisible, non comptée', 'lignes illisibles, non comptées')}`,
    others: (count) => plural(count, 'autre', 'autres'),
    exchange: {
      converted: (amount, rates) => `≈ ${amount} au taux de ${rates}`,
      rate: (from, rate, to, day, source) => `1 ${from} = ${rate} ${to} (taux de référence BCE du ${day}, ${source})`,
      ofDay: (currency, day) => `${currency} au ${day}`,
      noRate: (to, which) => `Pas de conversion en ${to} : je n’ai pas de taux de référence BCE pour ${which}.`,
      unknownCurrency: (to) => `Pas de conversion en ${to} : la devise des montants est inconnue.`,
    },
    budget: {
      name: 'Budget',
      nameOf: (workspace) => `Budget de ${workspace}`,
      nameOfCostCenter: (center) => `Budget du centre de coûts ${center}`,
      nameOfGone: 'Budget d’un Workspace que Mistral n’indique plus',
      goneWorkspace: 'Workspace que Mistral n’indique plus',
      used: (name, share, amount) => `${name} : ${share} de ${amount} utilisés`,
      over: (name, share, amount, over) => `⚠ ${name} : ${share} de ${amount} utilisés, dépassement de ${over}`,
      spentIn: (said, spent, rate) => `${said} : ${spent} au taux de ${rate}`,
      otherCurrency: (name, amount) =>
        `${name} : ${amount}. La dépense est dans une autre devise, je ne peux donc pas comparer`,
    },
    notOfferedHint:
      'Elles font partie des statistiques d’une offre Enterprise. Si vous en avez une, la version la plus récente de l’API d’administration peut les donner (`https://api.mistral.ai/v1/admin` dans `MISTRAL_ADMIN_API_URL`).',
    unnamed: 'n’est plus membre',
    you: 'vous',
    byModel: 'Par modèle',
    byWorkspace: 'Par Workspace',
  },

  picture: {
    subtitle: (days, isRunning) =>
      `Dépense API, ${inside(days)}${isRunning ? ', journée en cours comprise' : ''}, jours UTC`,
    withoutDay: (amount) => `${amount} sans jour n’apparaissent dans aucune barre.`,
    incomplete: 'L’usage sans prix ou illisible n’est pas compté.',
    monthToDate: 'Mois à ce jour, avec la prévision et son intervalle à 80 %',
    soFar: 'à ce jour',
  },

  actions: {
    'access.refused': 'a tenté',
    'report.sharing': 'a commencé à partager un rapport',
    'report.shared': 'a partagé un rapport',
    'person.rebound': 'correspond maintenant à un autre membre Mistral',
    'person.bound': 'peut désormais décider, par son adresse e-mail',
    'person.grouped': 'a rejoint un groupe d’utilisateurs qui décide',
    'names.viewed': 'a consulté des noms dans un rapport',
    'person.forgotten': 'les données d’une personne ont été effacées',
    'person.moved': 'une personne a un autre identifiant Slack',
    'workspace.moved': 'passage à un autre espace de travail Slack',
  },

  /** For somebody new: what there is to ask for, in a few lines. */
  welcome: (slash) =>
    [
      '*Je vous montre ce que Mistral AI vous coûte et vous aide à modifier le plafond de dépense.*',
      `• \`${slash} spend\` : la dépense du mois et la prévision de fin de mois`,
      `• \`${slash} limits\` : la part du plafond déjà utilisée, et s’il suffira`,
      `• \`${slash} limits raise\` : demander un plafond plus élevé ; les bonnes personnes l’approuvent ici`,
      `• \`${slash} whoami\` : ce que vous pouvez voir et faire, et pourquoi`,
      `• \`${slash} help\` : tout le reste`,
    ].join('\n'),

  spoken: {
    press: 'Cette commande ouvre un formulaire. Appuyez sur le bouton pour l’ouvrir.',
    run: (line) => `Ouvrir ${line}`,
  },

  askForRaise: 'Demander un relèvement',
  noRole: (why) => noRoleReasons[why] ?? 'je n’en ai trouvé aucun.',
}
