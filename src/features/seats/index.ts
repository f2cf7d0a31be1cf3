import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { drawSeats } from './chart.ts'
import { gatherSeats, parseSeats } from './gather.ts'
import { tabulateSeats } from './table.ts'
import { renderSeats } from './view.ts'
import { seatsWords } from './words.ts'

export const seats = defineFeature({
  name: 'seats',
  words: [seatsWords],
  commands: [
    defineCommand({
      name: 'seats',
      access: 'figures',
      summary: (reader) => seatsWords(reader).summary,
      usage: '[period] [share]',
      examples: ['seats', 'seats last month', 'seats 7d share'],
      isShareable: true,
      showsNames: true,
      parse: parseSeats,
      run: gatherSeats,
      render: renderSeats,
      draw: drawSeats,
      table: tabulateSeats,
    }),
  ],
})
