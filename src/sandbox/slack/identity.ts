import { randomBytes } from 'node:crypto'

/** Who the bot and its workspace are. Tokens are made anew for each sandbox: there is nothing to leak. */
export function createIdentity() {
  const secret = () => randomBytes(16).toString('hex')
  return {
    teamId: 'T0SANDBOX1',
    teamName: 'Sandbox',
    teamDomain: 'sandbox',
    strangersTeamId: 'T0STRANGE1',
    appId: 'A0SANDBOX1',
    botId: 'B0SANDBOX1',
    botUserId: 'U0MISTRAL1',
    botName: 'mistral',
    botToken: `xoxb-sandbox-${secret()}`,
    appToken: `xapp-sandbox-${secret()}`,
    signingSecret: secret(),
    verificationToken: secret(),
  } as const
}

export type Identity = ReturnType<typeof createIdentity>
