import { defineWords } from '../../chatops/words/catalogue.ts'
import { en } from './words.en.ts'

export const budgetWords = defineWords({ en })
