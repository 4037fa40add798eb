import createClient from 'openapi-fetch'
import type { paths } from './schema'
import type { Problem } from './types'

/** An answer of the API that is not a success, or no answer at all (`status` 0). */
export class ApiError extends Error {
  readonly problem: Problem
  /** Milliseconds after which a 429 may be asked again. */
  readonly retryAfter: number | null

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.code)
    this.problem = problem
    this.retryAfter = retryAfter
  }

  get status() { return this.problem.status }
  get code() { return this.problem.code }
}

const state = { csrf: '', language: 'zh-CN' }
const ended = new Set<() => void>()

export function setCsrf(token: string) { state.csrf = token }
export function setLanguage(language: string) { state.language = language }

/** Calls back when a request was refused because the session is over. */
export function onSessionEnd(listener: () => void): () => void {
  ended.add(listener)
  return () => { ended.delete(listener) }
}

function problemOf(body: unknown, response: Response): Problem {
  const fallback: Problem = {
    title: '', status: response.status, code: `http_${response.status}`,
    trace: response.headers.get('x-request-id') ?? undefined,
  }
  // A proxy's page instead of a problem body: the status still says what happened.
  if (typeof body !== 'object' || body === null) return fallback
  return { ...fallback, ...(body as Partial<Problem>), status: response.status }
}

/** The API, by the paths and shapes of its own OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: typeof window === 'undefined' ? '' : window.location.origin,
  credentials: 'same-origin',
  querySerializer: {
    array: { style: 'form', explode: true },
  },
})

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', state.language)
    if (request.method !== 'GET' && state.csrf) request.headers.set('X-CSRF-Token', state.csrf)
    return request
  },
})

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The answer of a call, or an ApiError with the problem the server named. */
export async function take<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new ApiError({ title: '', status: 0, code: 'unreachable' })
  }
  const { data, error, response } = answer
  if (response.ok) return data as T
  const problem = problemOf(error, response)
  // A password that was refused is an answer to a form, not the end of the session.
  if (response.status === 401 && problem.code !== 'sign_in_refused' &&
    !response.url.endsWith('/v1/session'))
    ended.forEach((listener) => listener())
  const wait = Number(response.headers.get('retry-after'))
  throw new ApiError(problem, Number.isFinite(wait) && wait > 0 ? wait * 1000 : null)
}

/** Query values of the address bar: empty ones are not asked for. */
export type Query = Record<string, string | number | boolean | null | undefined>

export function asked<T>(query: Query): T {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  ) as T
}

/** One act, however often it is asked. */
export const once = (key: string) => ({ 'Idempotency-Key': key })

/** A key for one act: made when its form opens. */
export function newKey(): string {
  return crypto.randomUUID ? crypto.randomUUID()
    : [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, '0'))
      .join('')
}
