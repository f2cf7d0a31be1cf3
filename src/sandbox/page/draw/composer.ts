import type { Scene } from '../scene.ts'
import { attributes, type Html, html } from './html.ts'
import { icon } from './icons.ts'

/** Where one writes, and is offered commands to complete. */
export function drawComposer(
  { commands, place, reader }: Scene,
  { label, threadTs }: { label: string; threadTs?: string },
): Html {
  const id = threadTs ? 'reply' : 'composer'
  const facts = attributes({
    class: 'composer',
    // The script's own from here on: nobody's draft is lost when something else changes.
    'data-kept': true,
    'data-key': `composer ${reader.id} ${place} ${threadTs ?? ''}`,
    'data-composer': JSON.stringify({ at: place, ...(threadTs ? { thread: threadTs } : {}) }),
    // Slack takes no commands in threads.
    'data-commands': threadTs ? undefined : JSON.stringify(commands),
  })
  const box = attributes({
    id,
    rows: 1,
    placeholder: label,
    'aria-label': label,
    'aria-controls': `${id}-offers`,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
  })
  return html`<form${facts}>
    <ul class="offers" id="${id}-offers" role="listbox" aria-label="Commands" hidden></ul>
    <textarea${box}></textarea>
    <div class="composer-tools">
      <label class="icon" title="Attach a file">${icon('attach')}<input type="file" aria-label="Attach a file"></label>
      ${!threadTs && html`<span class="composer-tip quiet">Type <kbd>/mistral</kbd> for the bot</span>`}
      <button class="send" aria-label="Send">${icon('send')}</button>
    </div>
  </form>`
}
