// Read by the canvas while it loads, so this module has to be imported before it: with the fonts of the machine in
// play, two machines would draw two pictures.
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1'
