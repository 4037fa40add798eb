declare module 'jsbarcode/bin/barcodes/CODE128/CODE128C.js' {
  type Code128C = { encode(): { data: string } }
  // The type of what the module gives, which differs by who loads it.
  const module: (new (digits: string, options: object) => Code128C) | {
    default: new (digits: string, options: object) => Code128C
  }
  export default module
}
