import finance from './finance.json'
import reward from './reward.json'

/** What only the rooms say: it comes with the first of them, not with the first load. */
export const messages = { finance, reward }
