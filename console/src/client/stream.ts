const AGAIN_MS = 3000

/** The events of a stream's text so far, and what is left of an unfinished one. */
export function events(text: string): { data: string[]; rest: string } {
  const blocks = text.replaceAll('\r\n', '\n').split('\n\n')
  const rest = blocks.pop() ?? ''
  const data = blocks.map((block) => block.split('\n').filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart()).join('\n')).filter((one) => one !== '')
  return { data, rest }
}

/**
 * Listens to server-sent events by fetch, because EventSource cannot say in which language it wants
 * them; connects again after three seconds. Returns how to stop.
 */
export function listen<T>(
  path: string, language: string, onEvent: (event: T) => void, onLive: (live: boolean) => void,
): () => void {
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout>
  const connect = async () => {
    try {
      const answer = await fetch(path, {
        headers: { Accept: 'text/event-stream', 'Accept-Language': language },
        credentials: 'same-origin', signal: stop.signal,
      })
      if (!answer.ok || !answer.body) throw new Error(String(answer.status))
      onLive(true)
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        const found = events(text + value)
        text = found.rest
        for (const one of found.data) onEvent(JSON.parse(one) as T)
      }
    } catch {
      // The page goes on asking every few seconds; it says itself that it is not live.
    }
    if (stop.signal.aborted) return
    onLive(false)
    timer = setTimeout(() => void connect(), AGAIN_MS)
  }
  void connect()
  return () => {
    clearTimeout(timer)
    stop.abort()
  }
}
