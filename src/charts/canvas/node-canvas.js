'use strict'

/** chartjs-node-canvas asks for the package `canvas`, which compiles or downloads when it is installed: Skia answers instead. */
module.exports = require('@napi-rs/canvas/node-canvas.js')
