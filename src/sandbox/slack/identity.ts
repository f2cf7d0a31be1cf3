import { randomBytes } from 'node:crypto'

/** Who the bot and its workspace are. Tokens are made anew for each sandbox: there is nothing to leak. */
export function createIdentity(teamId = 'T0SANDBOX1') {
  const secret = (prefix = ''): string => `${prefix}${randomBytes(16).toString('hex')}`
  return {
    teamId,
    teamName: 'Sandbox',
    teamDomain: 'sandbox',
    strangersTeamId: 'T0STRANGE1',
    enterpriseId: 'E0SANDBOX1',
    appId: 'A0SANDBOX1',
    botId: 'B0SANDBOX1',
    botUserId: 'U0MISTRAL1',
    botName: 'mistral',
    botToken: secret('xoxb-sandbox-'),
    appToken: secret('xapp-sandbox-'),
    signingSecret: secret(),
    verificationToken: secret(),
  } as const
}

export type Identity = ReturnType<typeof createIdentity>
