import { defineWords } from './catalogue.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** What the core itself says; every feature brings its own. */
export const coreWords = defineWords({ en, fr })
