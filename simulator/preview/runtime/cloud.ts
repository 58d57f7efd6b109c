import { ApiFailure } from '../../wx/failure.ts'
import type { CloudFunctions } from '../../wx/cloud/cloud-functions.ts'

/** True where the server was started with `--cloud`. */
const isThere = () => document.documentElement.dataset.cloud === 'on'

/** Cloud functions that the server runs, under any name: it knows which there are. */
export function withCloud(): { cloud?: CloudFunctions } {
  if (!isThere()) return {}
  const get = (_: object, name: string | symbol) => (event: object, caller: object) =>
    call(String(name), event, caller)
  return { cloud: new Proxy<CloudFunctions>({}, { get }) }
}

async function call(name: string, event: object, caller: object): Promise<unknown> {
  const response = await fetch('/__project/cloud', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, event, caller }),
  })
  const { result, failure } = (await response.json()) as { result?: unknown; failure?: string }
  if (failure === undefined) return result
  throw new ApiFailure(failure)
}
