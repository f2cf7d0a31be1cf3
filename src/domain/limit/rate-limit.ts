/** How fast the Organization may call the API. null: Mistral did not say. */
export interface RateLimit {
  readonly requestsPerSecond: number | null
  readonly models: readonly ModelRateLimit[]
}

export interface ModelRateLimit {
  readonly model: string
  readonly tokensPerMinute: number | null
  readonly tokensPerMonth: number | null
}
