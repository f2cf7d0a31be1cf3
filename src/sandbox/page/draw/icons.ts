import { type Html, html } from './html.ts'

/** Drawn here, so that they look alike on every machine. */
const shapes = {
  attach: html`<path d="M10 4v12M4 10h12"/>`,
  back: html`<path d="M16 10H4m5-5-5 5 5 5"/>`,
  close: html`<path d="m5 5 10 10M15 5 5 15"/>`,
  eye: html`<path d="M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10z"/><circle cx="10" cy="10" r="2.4"/>`,
  hash: html`<path d="M8 3 6.5 17M13.5 3 12 17M4 7.5h13M3.5 12.5h13"/>`,
  lock: html`<path d="M5 9h10v7H5zM7 9V6.5a3 3 0 0 1 6 0V9"/>`,
  menu: html`<path d="M3 5h14M3 10h14M3 15h14"/>`,
  send: html`<path d="M3.5 16.5 17 10 3.5 3.5 5.5 10zm2-6.5h5"/>`,
  shared: html`<path d="M8 6h9v9H8zM12 6V3H3v9h5"/>`,
  theme: html`<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>`,
} as const satisfies Readonly<Record<string, Html>>

export const icon = (name: keyof typeof shapes): Html =>
  html`<svg class="sign" viewBox="0 0 20 20" aria-hidden="true">${shapes[name]}</svg>`
