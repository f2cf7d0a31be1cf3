import { plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

export const fr: typeof en = {
  summary: 'Un rapport en fichier CSV dans vos messages directs, pour les admins et responsables de facturation',
  title: 'Ces rapports peuvent être exportés en CSV :',
  notExportable: (name) => `${name} ne peut pas être exporté. Ces rapports peuvent l’être :`,
  options: 'Ajoutez les options du rapport : une période, `by model`, `workspace:"Support bot"`.',
  run: (name) => `Exporter ${name}`,
  lines: (count, time) =>
    `${plural(count, 'ligne', 'lignes')} en CSV, export à ${time} : jours UTC, montants au dernier chiffre près.`,
  empty: 'Il n’y a rien à exporter.',
  actions: {
    'report.exporting': 'a demandé l’export d’un rapport',
    'report.exported': 'a exporté un rapport',
  },
}
