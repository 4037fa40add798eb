import type { Effect, Schemas } from './types'

export type Decision = Omit<Schemas['Decision'], 'effects'> & { effects: Effect[] }

export type Today = Omit<Schemas['Today'], 'stream'> & { stream: Decision[] }
