/** A session the mock server holds, as `GET /__mock/state` shows it. */
export interface BackendSession {
  userId: string
  createdAt: number
  expiresAt: number
}

/** A user the mock server holds, as `GET /__mock/state` shows it. */
export interface BackendUser {
  id: string
  openid: string
  profile: Record<string, unknown>
}

interface Fault {
  errcode?: number
  status?: number
  latencyMs?: number
  times?: number
}

/** The mock server through its control routes: reads its state, and sets it up. */
export class MockBackend {
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  async sessions(): Promise<BackendSession[]> {
    return (await this.#state()).backend.sessions
  }

  async users(): Promise<BackendUser[]> {
    return (await this.#state()).backend.users
  }

  /** Puts the server into a named situation; see `mock-server/scenarios.ts`. */
  scenario = (name: string) => this.#post(`scenarios/${name}`)

  /** Lets the next request to `target` fail (or `times` of them). */
  failNext = (target: string, fault: Fault) => this.#post('faults', { target, times: 1, ...fault })

  reset = () => this.#post('reset')

  async #state() {
    const response = await fetch(`${this.#origin}/__mock/state`)
    return JSON.parse(await response.text()) as {
      backend: { sessions: BackendSession[]; users: BackendUser[] }
    }
  }

  async #post(path: string, body: object = {}) {
    const response = await fetch(`${this.#origin}/__mock/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`The mock server refuses ${path}: ${await response.text()}`)
  }
}
