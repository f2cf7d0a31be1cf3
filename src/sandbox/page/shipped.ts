import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { extname } from 'node:path'

const require = createRequire(import.meta.url)

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
}

export interface Shipped {
  readonly contentType: string
  readonly body: Buffer | string
}

const fonts: Readonly<Record<string, string>> = {
  'regular.ttf': '400Regular/Inter_400Regular.ttf',
  'italic.ttf': '400Regular_Italic/Inter_400Regular_Italic.ttf',
  'semibold.ttf': '600SemiBold/Inter_600SemiBold.ttf',
  'bold.ttf': '700Bold/Inter_700Bold.ttf',
}

/** What the page is made of, by path: the script, the styles, the fonts. Nothing comes from elsewhere. */
export async function readShipped(path: string): Promise<Shipped | undefined> {
  if (path === '/blocks.css') return { contentType: 'text/css; charset=utf-8', body: await readBlockStyles() }
  const [, folder, name = ''] = /^\/(client|fonts)\/([a-z-]+\.[a-z]+)$/.exec(path) ?? []
  const contentType = contentTypes[extname(name)]
  if (!contentType) return undefined
  const font = fonts[name]
  if (folder === 'fonts')
    return font ? { contentType, body: await readFile(require.resolve(`@expo-google-fonts/inter/${font}`)) } : undefined
  try {
    return { contentType, body: await readFile(new URL(`client/${name}`, import.meta.url)) }
  } catch {
    return undefined
  }
}

/** The library styles what stands below one element of a certain id, with force; here many drawings share a page. */
async function readBlockStyles(): Promise<string> {
  const styles = await readFile(require.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8')
  return styles
    .replaceAll(/#slack_blocks_to_jsx|\.slack_blocks_to_jsx\.styles_enabled/g, ':where(.slack_blocks_to_jsx)')
    .replaceAll('!important', '')
}
