import { defineWords } from '../../chatops/words/catalogue.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

export const retentionWords = defineWords({ en, fr })
