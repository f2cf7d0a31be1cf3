import type { Scene } from '../scene.ts'
import { drawConversation, drawThread } from './conversation.ts'
import { attributes, html } from './html.ts'
import { drawModal } from './modal.ts'
import { drawPanel } from './panel.ts'
import { drawSidebar } from './sidebar.ts'
import { drawTopbar } from './topbar.ts'

/** The whole page as one window shows it. The script swaps in what changed; without it the links still work. */
export function drawPage(scene: Scene): string {
  const { reader, place } = scene
  const app = attributes({
    id: 'app',
    class: 'app',
    'data-as': reader.id,
    'data-at': place,
  })
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${reader.realName} in ${nameOf(place, scene)}, Northwind</title>
<link rel="icon" href="/client/icon.svg">
<link rel="stylesheet" href="/blocks.css">
<link rel="stylesheet" href="/client/style.css">
<script src="/client/theme.js"></script>
<script type="module" src="/client/main.js"></script>
</head>
<body>
<a class="skip" href="#composer">Skip to the composer</a>
<div${app}>
${drawTopbar(scene)}${drawSidebar(scene)}${drawConversation(scene)}${drawThread(scene)}${drawPanel(scene)}
</div>
<div id="modals">${drawModal(scene)}</div>
<div id="toast" role="status"></div>
</body>
</html>`.text
}

/** Windows of several people are told apart by their titles. */
function nameOf(place: string, { slack }: Scene): string {
  const channel = slack.channels().find(({ id, directWith }) => id === place && !directWith)
  return channel ? `#${channel.name}` : 'Mistral'
}
