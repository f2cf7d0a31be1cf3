import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { parseForecast } from './args.ts'
import { drawForecast } from './chart.ts'
import { gatherForecast } from './gather.ts'
import { forecastHome } from './home.ts'
import { tabulateForecast } from './table.ts'
import { renderForecast } from './view.ts'
import { forecastWords } from './words.ts'

export const forecast = defineFeature({
  name: 'forecast',
  words: [forecastWords],
  home: [forecastHome],
  commands: [
    defineCommand({
      name: 'forecast',
      access: 'figures',
      summary: (reader) => forecastWords(reader).summary,
      usage: '[month] [by model] [share]',
      examples: ['forecast', 'forecast by model', 'forecast last month', 'forecast share'],
      isShareable: true,
      parse: parseForecast,
      run: gatherForecast,
      render: renderForecast,
      draw: drawForecast,
      table: tabulateForecast,
    }),
  ],
})
