import { defineWords } from '../../chatops/words/catalogue.ts'
import { en } from './words.en.ts'

export const workspacesWords = defineWords({ en })
