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

export type Query = Record<string, string | number | boolean | string[] | null | undefined>

type Options = {
  query?: Query
  body?: unknown
  /** Idempotency key: one per opened form, so a retry is the same act. */
  key?: string
  signal?: AbortSignal
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

export function address(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue
    if (Array.isArray(value)) value.forEach((one) => search.append(name, one))
    else search.set(name, String(value))
  }
  const text = search.toString()
  return `/v1${path}${text ? `?${text}` : ''}`
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    title: '', status: response.status, code: `http_${response.status}`,
    trace: response.headers.get('x-request-id') ?? undefined,
  }
  try {
    const body = (await response.json()) as Partial<Problem>
    return { ...fallback, ...body, status: body.status ?? response.status }
  } catch {
    // A proxy's page instead of a problem body: the status still says what happened.
    return fallback
  }
}

async function send<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = {
    Accept: 'application/json', 'Accept-Language': state.language,
  }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (method !== 'GET' && state.csrf) headers['X-CSRF-Token'] = state.csrf
  if (options.key) headers['Idempotency-Key'] = options.key
  let response: Response
  try {
    response = await fetch(address(path, options.query), {
      method, headers, credentials: 'same-origin', signal: options.signal,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError({ title: '', status: 0, code: 'unreachable' })
  }
  if (!response.ok) {
    const problem = await problemOf(response)
    if (response.status === 401 && path !== '/session') ended.forEach((listener) => listener())
    const wait = Number(response.headers.get('retry-after'))
    throw new ApiError(problem, Number.isFinite(wait) && wait > 0 ? wait * 1000 : null)
  }
  if (response.status === 204) return undefined as T
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    send<T>('GET', path, { query, signal }),
  post: <T>(path: string, body?: unknown, key?: string) => send<T>('POST', path, { body, key }),
  put: <T>(path: string, body?: unknown) => send<T>('PUT', path, { body }),
  patch: <T>(path: string, body?: unknown) => send<T>('PATCH', path, { body }),
  delete: <T>(path: string, body?: unknown) => send<T>('DELETE', path, { body }),
}

/** A key for one act: made when its form opens. */
export function newKey(): string {
  return crypto.randomUUID ? crypto.randomUUID()
    : [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, '0'))
      .join('')
}
