import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { words } from './words.ts'

interface Address {
  url: string
  /** A QR code of it, as an SVG document. */
  svg: string
}

const addresses = signal<readonly Address[]>([])

/** Codes to be scanned by a real phone in the same network. */
export function PhoneLink() {
  useEffect(() => {
    void fetch('/__preview/addresses').then(async (answer) => {
      if (answer.ok) addresses.value = ((await answer.json()) as { addresses: Address[] }).addresses
    })
  }, [])
  return (
    <>
      <h2>{words.onAPhone}</h2>
      {addresses.value.length === 0 && <p>{words.needsHost}</p>}
      <div class="codes">
        {addresses.value.map(({ url, svg }) => (
          <figure key={url}>
            <img
              alt={url}
              width="160"
              height="160"
              src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
            />
            <figcaption>{url}</figcaption>
          </figure>
        ))}
      </div>
    </>
  )
}
