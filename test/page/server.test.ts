import { request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.ts'

async function start(options: { port?: number } = {}) {
  const sandbox = await createSandbox({ scopes: ['chat:write'], ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** `fetch` takes no Host of ours. */
function get(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

const post = (url: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}act`, { method: 'POST', body: JSON.stringify(body), headers })

test('the page says what it may load: nothing from elsewhere', async () => {
  const { url } = await start()
  const response = await fetch(url)
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self'; frame-ancestors 'none'/)
  const addresses = (await response.text()).matchAll(/(?:src|href)="([^"]+)"/g)
  for (const [, address] of addresses) expect(address).toMatch(/^[/#]/)
})

test('it listens on this machine alone, on the next free port where the wanted one is taken', async () => {
  const first = await start()
  const { port } = new URL(first.url)
  const second = await start({ port: Number(port) })
  expect(new URL(first.url).hostname).toBe('127.0.0.1')
  expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(port))
})

test('another site can neither read the page under a name of its own nor act on it', async () => {
  const { url, mistral } = await start()
  const limit = mistral.organization.limit
  expect(await get(url, { host: 'evil.example' })).toBe(403)
  const act = { act: 'set-limit', as: 'U0SARAH', amount: 1 }
  expect((await post(url, act, { origin: 'https://evil.example' })).status).toBe(403)
  expect(mistral.organization.limit).toBe(limit)
  expect((await post(url, act, { origin: new URL(url).origin })).status).toBe(200)
  expect(mistral.organization.limit).toBe(1)
})

test.each([
  '/client/../server.ts',
  '/client/%2e%2e/server.ts',
  '/fonts/../../package.json',
  '/client/nothing.js',
  '/x',
])('%s is not served', async (path) => {
  const { url } = await start()
  expect(await get(url.slice(0, -1) + path, {})).toBe(404)
})

test('pictures are fetched from this machine alone, and nothing else passes for one', async () => {
  const { url } = await start()
  const fetchImage = (address: string) => fetch(`${url}image?${new URLSearchParams({ url: address })}`)
  const refused = await fetchImage('http://192.0.2.1/chart.png')
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('from this machine only')
  expect((await fetchImage(url)).status).toBe(404)
})

test('an upload that is no picture is offered as a download and cannot run as a page', async () => {
  const { url, slack } = await start()
  const upload = `${url}upload?as=U0SARAH&at=C0GENERAL&name=page.html`
  await fetch(upload, { method: 'POST', body: '<script>alert(1)</script>' })
  const [file] = slack.files()
  const response = await fetch(`${url}files/${file?.id}/page.html`)
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  expect(response.headers.get('content-disposition')).toBe('attachment')
})

test('a broken request is answered with what is wrong', async () => {
  const { url } = await start()
  const response = await post(url, { act: 'burn', as: 'U0SARAH', amount: -1 })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: expect.stringContaining('amount') })
})

test('what is typed into a modal that has just closed is no mistake', async () => {
  const { url } = await start()
  const act = { act: 'operate', as: 'U0SARAH', viewId: 'V1', block: 'amount', action: 'amount', value: '5' }
  expect((await post(url, act)).status).toBe(200)
  const { viewId: _, ...nowhere } = act
  expect((await post(url, { ...nowhere, channel: 'C0GENERAL', ts: '1.2' })).status).toBe(400)
})

test('a window hears of changes at Slack and at Mistral', async () => {
  const { url, slack, mistral } = await start()
  const events = (await fetch(`${url}events`)).body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => (await events?.read())?.value
  expect(await next()).toContain('retry')
  await slack.say({ user: 'U0SARAH', channel: 'C0GENERAL', text: 'hello' })
  expect(await next()).toBe('data: changed\n\n')
  mistral.burn({ amount: 10 })
  expect(await next()).toBe('data: changed\n\n')
  await events?.cancel()
})

test('who looks sees their own channels; an address that is not theirs leads to where they can be', async () => {
  const { url } = await start()
  const see = async (as: string, at: string) => (await fetch(`${url}?as=${as}&at=${at}`)).text()
  expect(await see('U0NADIA', 'C0APPROVALS')).toContain('data-at="C0APPROVALS"')
  const guest = await see('U0GABI', 'C0APPROVALS')
  expect(guest).toContain('data-at="C0GENERAL"')
  expect(guest).not.toContain('mistral-approvals')
  expect(await see('U0NADIA', 'D0SARAH')).toContain('data-at="D0NADIA"')
  expect(await see('U0SAM', 'home')).not.toContain('App Home')
})
