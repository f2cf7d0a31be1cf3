export const en = {
  settings: '*Settings*',
  asOf: (time: string) => `As of ${time}`,
  refresh: 'Refresh',
}
