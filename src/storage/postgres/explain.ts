interface Place {
  readonly server: string
  readonly database: string
  readonly user: string
}

const explanations: Readonly<Record<string, (place: Place) => string>> = {
  ENOTFOUND: ({ server }) => `no host is called ${server}. Check its spelling and the name service.`,
  EAI_AGAIN: ({ server }) => `the name service did not answer for ${server}. Check the network.`,
  ECONNREFUSED: ({ server }) => `nothing listens on ${server}. Start PostgreSQL there, or correct host and port.`,
  ECONNRESET: ({ server }) => `${server} closed the connection. Is PostgreSQL what listens there?`,
  EHOSTUNREACH: ({ server }) => `${server} cannot be reached from here. Check network and firewall.`,
  ENETUNREACH: ({ server }) => `${server} cannot be reached from here. Check network and firewall.`,
  ETIMEDOUT: ({ server }) => `${server} did not answer in time. Check network and firewall.`,
  ENOENT: () => 'a file that it names (socket, sslcert, sslkey or sslrootcert) is missing.',
  '28P01': ({ server, user }) => `${server} refused the password of ${user}. Correct the user or the password.`,
  28000: ({ server, user }) => `${server} does not let ${user} in from here. Check pg_hba.conf and sslmode.`,
  '3D000': ({ server, database }) => `${server} has no database ${database}. Create it, or correct the name.`,
  42501: ({ server, user, database }) => `${user} lacks rights on ${database} at ${server}. Grant CONNECT and CREATE.`,
  53300: ({ server }) => `${server} has no connection left. Raise max_connections, or run fewer instances.`,
  '57P03': ({ server }) => `${server} is starting or stopping. Try again in a moment.`,
}

const certificateProblem = /certificate|altname|self.signed/i

export function explainConnectionError(error: unknown, place: Place): string {
  if (!(error instanceof Error)) return `${place.server} cannot be used.`
  // A host with several addresses fails with all of their errors; the first one says enough.
  if (error instanceof AggregateError && error.errors.length > 0) return explainConnectionError(error.errors[0], place)
  const known = 'code' in error ? explanations[String(error.code)] : undefined
  if (known) return known(place)
  if (/timeout/i.test(error.message)) return `${place.server} did not answer in time. Check network and firewall.`
  if (/does not support SSL/i.test(error.message)) return `${place.server} speaks no TLS. Use sslmode=disable.`
  if (certificateProblem.test(error.message)) {
    return `the certificate of ${place.server} is not trusted. Name its authority with sslrootcert=<file>, or use sslmode=no-verify.`
  }
  if (/password/i.test(error.message)) return `${place.server} wants a password for ${place.user}.`
  return `${place.server} cannot be used: ${error.message}`
}
