/** What was typed as a reference: eleven digits that begin with 1, or with a country, are a phone. */
export const identityOf = (typed: string) => {
  const plain = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return `${/^(\+\d{6,15}|1\d{10})$/.test(plain) ? 'phone' : 'card'}:${plain}`
}
