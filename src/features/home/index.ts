import { defineFeature } from '../../chatops/contract.ts'
import { keepHome, noteHome, openHome } from './publish.ts'
import { homeWords } from './words.ts'

/** The App Home: a page that the other features fill, each with its own sections. */
export const home = defineFeature({
  name: 'home',
  words: [homeWords],
  events: { app_home_opened: openHome },
  clicks: {
    'home.refresh': {
      access: 'anyone',
      async act(core, { asker }) {
        noteHome(core, asker.profile.id)
        return undefined
      },
    },
  },
  acted: keepHome,
})
