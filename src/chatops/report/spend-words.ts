import { defineWords } from '../words/catalogue.ts'
import { en } from './spend-words.en.ts'
import { fr } from './spend-words.fr.ts'

/** What every report on money says of a sum: what it lacks, and how it compares. */
export const spendReportWords = defineWords({ en, fr })
