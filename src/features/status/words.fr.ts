import { plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

export const fr: typeof en = {
  lacksScopes: (scopes) =>
    `⚠ Slack n’a pas accordé ${scopes}. L’admin de ce bot doit réinstaller l’application à partir de son manifeste actuel.`,
  lacksOptional: (scopes) => `Autorisations facultatives non accordées : ${scopes}`,
  summary: 'Ce que je peux joindre, et ce qui ne va pas',
  title: (isWell) => (isWell ? '*Tout va bien.*' : '*Un point demande votre attention.*'),
  slack: (team, transport, isConnected) =>
    `Slack : ${isConnected ? 'connecté' : 'non connecté'} à ${team} (${transport === 'socket' ? 'Socket Mode' : 'HTTP signé'})`,
  mistral: (host, details) => `Mistral : ${host}${details ? ` (${details})` : ''}`,
  auth: { both: 'les deux en-têtes de clé', 'x-api-key': '`x-api-key`', bearer: '`Authorization`' },
  analytics: (folders) => `statistiques sous ${folders}`,
  noKey: 'Mistral : aucune clé pour l’API d’administration (`none`)',
  works: (call, at) => `✅ ${call}, dernière réponse à ${at}`,
  fails: (call, reason, at, lastSuccess) =>
    `⚠ ${call} : ${reason}, à ${at}${lastSuccess ? ` ; dernière réponse à ${lastSuccess}` : ' ; aucune réponse depuis mon démarrage'}`,
  reasons: {
    keyRefused: 'clé refusée',
    notEnterprise: 'non autorisé pour cette clé',
    notConfigured: 'non configuré',
    notOffered: 'non proposé à cette Organisation',
    rateLimited: 'trop de requêtes',
    down: 'pas de réponse',
    notUnderstood: 'réponse illisible',
    refused: 'requête refusée',
  },
  storage: (engine) => `Stockage : ${engine === 'sqlite' ? 'SQLite, une seule instance' : 'PostgreSQL'}`,
  version: (version, node, since) => `Version ${version}, Node ${node}, démarré : ${since}`,
  tooSeldom: (every) =>
    `⚠ \`POLL_INTERVAL\` : je ne compare l’usage au plafond que toutes les ${every}, trop rarement pour vous prévenir à temps de l’arrêt de l’accès. Fixez \`1h\` ou moins.`,
  unconfirmed: (entries) => `⚠ Rôles de \`ROLE_MAP\` que Mistral ne confirme pas : ${entries.join(', ')}`,
  refusedPosts: (count, why) =>
    `⚠ Slack a refusé ${plural(count, 'message', 'messages')} ces 7 derniers jours : ${why}`,
  refusal: {
    messages_tab_disabled:
      'les messages directs avec moi sont désactivés. Activez *Messages Tab* dans *App Home*, parmi les paramètres de l’application Slack.',
    not_in_channel: 'je ne suis pas dans le canal. Invitez-moi.',
    channel_not_found: 'je ne suis pas dans le canal, ou il n’existe plus. Invitez-moi.',
    is_archived: 'le canal est archivé. Choisissez-en un autre.',
    restricted_action: 'un admin de l’espace de travail limite qui peut y publier.',
    missing_scope: 'une autorisation manque. Réinstallez l’application avec son manifeste actuel.',
    user_disabled: 'le compte Slack d’une personne est désactivé.',
  },
  otherRefusal: 'le motif figure dans le journal technique.',
  uncertainPosts: (count) =>
    `⚠ ${plural(count, 'message manque peut-être ou a été publié', 'messages manquent peut-être ou ont été publiés')} deux fois, car j’ai été arrêté pendant l’envoi. Avec les autorisations d’historique facultatives, je pourrais vérifier.`,
  job: {
    'budget.watch': 'Comparer l’usage aux budgets',
    'budget.alert': 'Publier une alerte sur un budget',
    'keys.alert': 'Chercher les clés d’API qui expirent',
    'digest.post': 'Publication d’un récapitulatif',
    'budget.workspace-ids': 'Rattacher les budgets aux identifiants des Workspaces',
    'chargeback.workspace-ids': 'Rattacher les centres de coûts aux identifiants des Workspaces',
    'digest.workspace-ids': 'Rattacher les récapitulatifs aux identifiants des Workspaces',
    'digest.tell': 'Annonce d’un récapitulatif suspendu ou transmis',
    'whoami.rights': 'Prévenir les admins de qui peut décider',
    'limits.cards': 'Afficher la fiche d’une demande',
    'limits.apply': 'Fixer un plafond',
    'limits.expire': 'Fermer une demande à temps',
    'limits.remind': 'Rappeler une demande aux approbateurs',
    'limits.tell': 'Annoncer l’issue d’une demande',
    'limits.end': 'Mettre fin à un plafond temporaire',
    'limits.remind-end': 'Rappeler la fin d’un plafond temporaire',
    'limits.tell-end': 'Annoncer la fin d’un plafond temporaire',
    'limits.look-back':
      'Vérifier si ma base de données est une copie plus ancienne (d’ici là, je ne fixe aucun plafond)',
    'limits.restored': 'Annoncer que ma base de données a été restaurée',
    'limits.watch': 'Comparer l’utilisation au plafond',
    'limits.alert': 'Publier une alerte sur le plafond',
    'limits.drift': 'Annoncer que le plafond a été modifié chez Mistral',
    'limits.burst': 'Tenir à jour une alerte urgente',
    'limits.burst-again': 'Rappeler une alerte urgente',
    'limits.watch-caps': 'Comparer l’utilisation aux plafonds des Workspaces',
    'limits.cap-alert': 'Publier une alerte sur le plafond d’un Workspace',
    'limits.unusual-day': 'Chercher un jour inhabituel',
    'limits.unusual-said': 'Afficher pourquoi un jour était prévu',
    'import.ask-for-invoice': 'Demander la facture',
    'history.keep': 'Lecture de l’usage des mois passés',
    'history.difference': 'Signaler qu’un mois clôturé a changé chez Mistral',
    'rates.keep': 'Tenir à jour les taux de change',
    'retention.remove': 'Suppression de ce qui est terminé depuis assez longtemps',
    'retention.tell': 'Annonce de ce qui a été supprimé',
    'limits.stale': 'Annoncer que Mistral ne donne pas de chiffres',
  },
  workTitle: '*En arrière-plan*',
  work: (job, lastAt, nextAt, failure) =>
    [`${job} : ${lastAt ? `dernière fois ${lastAt}` : 'pas encore'}`, nextAt ? `prochaine fois ${nextAt}` : '', failure]
      .filter(Boolean)
      .join(', '),
  workFailed: 'la dernière exécution a échoué',
  workError: (error) => `dernière erreur : ${error}`,
  otherJob: 'Une tâche de fond',
  failing: (job, failures, isGivenUp, lastError) =>
    `⚠ ${job} : ${plural(failures, 'échec', 'échecs')}, ${isGivenUp ? 'j’ai donc arrêté jusqu’à mon prochain redémarrage' : 'et je continue d’essayer'}${lastError ? ` : ${lastError}` : '.'}`,
  unconfirmedUnknown: '⚠ Les rôles de `ROLE_MAP` n’ont pas pu être vérifiés : Slack ou Mistral n’a pas répondu.',
  approvals: {
    external:
      '⚠ `APPROVALS_CHANNEL` peut être lu par une autre entreprise : les demandes n’arrivent qu’en message direct aux personnes qui décident. Choisissez un canal interne.',
    archived:
      '⚠ `APPROVALS_CHANNEL` est archivé : les demandes n’arrivent qu’en message direct aux personnes qui décident. Choisissez un autre canal.',
    unreachable:
      '⚠ `APPROVALS_CHANNEL` n’est pas un canal où je suis : les demandes n’arrivent qu’en message direct aux personnes qui décident. Tapez-y `/invite` et mon nom, ou choisissez un autre canal.',
    unknown: '⚠ `APPROVALS_CHANNEL` n’a pas pu être vérifié : Slack n’a pas répondu.',
  },
  confirmed: (count) =>
    `Rôles de \`ROLE_MAP\` : ${plural(count, 'personne, comme chez Mistral', 'personnes, toutes comme chez Mistral')}`,
  call: {
    usage: 'Usage',
    spendLimit: 'Plafond de dépense',
    setSpendLimit: 'Modification du plafond',
    workspaces: 'Workspaces',
    allWorkspaces: 'Workspaces, y compris archivés',
    members: 'Membres',
    roles: 'Rôles',
    rateLimit: 'Limites de débit',
    auditLog: 'Journal d’audit',
    apiKeys: 'Clés d’API',
    by_user_stats: 'le Chat par personne',
    by_agent_stats: 'Agents',
    by_time_stats: 'le Chat au fil du temps',
    by_workspace: 'Vibe Code',
    by_organization: 'Vibe Code, modifications',
  },
}
