import type { EventName } from '../slack/interactions.ts'
import type { Feature } from './contract.ts'
import { optionalScopesOf, scopesOf } from './scopes.ts'

export type Transport = 'socket' | 'http'

/** Where Slack reaches the bot over HTTP: whoever pastes the manifest puts their own host in. */
const url = 'https://bot.example.com/slack/events'

/** The Slack app as its features need it. `npm run manifest` writes both files; a test holds them against this. */
export function manifestFor(features: readonly Feature[], transport: Transport) {
  const events = eventsOf(features)
  const overHttp = transport === 'http'
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Mistral',
      description: 'What Mistral AI costs, where you are, and who decides',
      background_color: '#1f2430',
      long_description:
        "Puts your Organization's Mistral AI spend, limits and adoption where you already talk. Ask with /mistral spend, see where the month lands, and let the right people change the spending limit, once and with proof. Answers are private until you share them; figures go only to people who have a role at Mistral, and never to channels that another company can read.",
    },
    features: {
      app_home: {
        home_tab_enabled: features.some(({ events }) => events?.app_home_opened !== undefined),
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'mistral', always_online: true },
      slash_commands: [
        {
          command: '/mistral',
          description: 'Spend, limits and adoption of Mistral AI',
          usage_hint: 'spend · spend last month by model · whoami · help',
          // Escaped, a typed name would arrive as an id with a name that anybody can choose.
          should_escape: false,
          ...(overHttp ? { url } : {}),
        },
      ],
    },
    oauth_config: { scopes: { bot: scopesOf(features), bot_optional: optionalScopesOf(features) } },
    settings: {
      ...(events.length > 0
        ? { event_subscriptions: { ...(overHttp ? { request_url: url } : {}), bot_events: events } }
        : {}),
      interactivity: { is_enabled: true, ...(overHttp ? { request_url: url } : {}) },
      org_deploy_enabled: false,
      socket_mode_enabled: !overHttp,
      token_rotation_enabled: false,
    },
  }
}

const eventsOf = (features: readonly Feature[]): EventName[] =>
  [...new Set(features.flatMap(({ events = {} }) => Object.keys(events) as EventName[]))].sort()
