import { defineFeature } from '../../chatops/contract.ts'
import { refreshHome } from './publish.ts'
import { homeWords } from './words.ts'

/** The App Home: a page that the other features fill, each with its own section. */
export const home = defineFeature({
  name: 'home',
  words: [homeWords],
  events: { app_home_opened: (core, { userId }) => refreshHome(core, userId) },
  clicks: {
    'home.refresh': {
      access: 'anyone',
      async act(core, { asker }) {
        await refreshHome(core, asker.profile.id)
        return undefined
      },
    },
  },
})
