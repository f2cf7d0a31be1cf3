import { platform as ours, type Platform } from '../../platform.js'

/** The file that a DATABASE_URL names: "sqlite:data/bot.sqlite", "sqlite:///srv/bot.sqlite"; undefined: it names none. */
export function fileOfAddress(
  databaseUrl: string,
  platform: Pick<Platform, 'pathOfAddress'> = ours,
): string | undefined {
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(databaseUrl)?.[1]
  return path && platform.pathOfAddress(path)
}
