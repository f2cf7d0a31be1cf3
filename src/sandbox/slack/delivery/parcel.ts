/** What Slack sends to the bot, whichever way it goes. */
export interface Parcel {
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  readonly payload: Readonly<Record<string, unknown>>
  readonly retry?: { readonly attempt: number; readonly reason: string }
}

type DeliveryError = 'operation_timeout' | 'dispatch_failed' | 'http_service_error'

export type Delivery =
  | { readonly acknowledged: true; readonly body: unknown }
  | { readonly acknowledged: false; readonly error: DeliveryError }
