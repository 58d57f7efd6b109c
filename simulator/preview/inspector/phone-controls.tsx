import { DEVICES } from '../runtime/devices.ts'
import type { PhoneSettings } from '../runtime/settings.ts'
import { changes, people, phone, profile, changeMock } from './model.ts'
import { Act, Choice } from './ui.tsx'
import { words } from './words.ts'

/** Base libraries at which something about signing in changed, newest first. */
const BASE_LIBRARIES = [
  '3.17.5',
  '2.32.3',
  '2.27.0',
  '2.21.2',
  '2.10.4',
  '2.10.3',
  '1.9.90',
  '1.2.9',
]

/** The controls of the phone: its user, device and network. */
export function PhoneControls() {
  void changes.value
  const shown = phone.value
  if (!shown) return null // no controls before the phone has started
  const { settings } = shown
  const change = (settings: Partial<PhoneSettings>) => shown.change(settings)
  return (
    <>
      <h2>{words.phone}</h2>
      <div class="grid">
        <Choice
          label={words.user}
          value={settings.user}
          options={people.value}
          onChange={(user) => change({ user })}
        />
        <Choice
          label={words.device}
          value={settings.device}
          options={DEVICES.map(({ name, title }) => [name, title] as const)}
          onChange={(device) => change({ device })}
        />
        <Choice
          label={words.theme}
          value={settings.theme}
          options={[
            ['light', words.light],
            ['dark', words.dark],
          ]}
          onChange={(theme) => change({ theme: theme as PhoneSettings['theme'] })}
        />
        <Kind settings={settings} change={change} />
        <Network settings={settings} change={change} />
        <Consent settings={settings} change={change} />
      </div>
      <p class="row">
        <Act
          onClick={() => {
            shown.simulator.storage.clear()
            shown.restart()
          }}
        >
          {words.clearStorage}
        </Act>
        <Act onClick={() => shown.restart()}>{words.restart}</Act>
      </p>
    </>
  )
}

interface PartProps {
  settings: PhoneSettings
  change: (settings: Partial<PhoneSettings>) => void
}

const Kind = ({ settings, change }: PartProps) => (
  <>
    <Choice
      label={words.fontSize}
      value={String(settings.fontSizeSetting)}
      options={['16', '20', '24', '28']}
      onChange={(size) => change({ fontSizeSetting: Number(size) })}
    />
    <Choice
      label={words.language}
      value={settings.language}
      options={['zh_CN', 'zh_TW', 'en']}
      onChange={(language) => change({ language: language as PhoneSettings['language'] })}
    />
    <Choice
      label={words.baseLibrary}
      value={settings.baseLibrary}
      options={BASE_LIBRARIES}
      onChange={(baseLibrary) => change({ baseLibrary })}
    />
  </>
)

function Network({ settings, change }: PartProps) {
  const network = !settings.isOnline ? 'offline' : settings.latencyMs > 0 ? 'slow' : 'online'
  return (
    <Choice
      label={words.networkState}
      value={network}
      options={[
        ['online', words.online],
        ['slow', words.slow],
        ['offline', words.offline],
      ]}
      onChange={(value) =>
        change({ isOnline: value !== 'offline', latencyMs: value === 'slow' ? 1500 : 0 })
      }
    />
  )
}

const Consent = ({ settings, change }: PartProps) => (
  <>
    <Choice
      label={words.profile}
      value={profile.value}
      options={[
        ['named', words.named],
        ['anonymous', words.anonymous],
      ]}
      onChange={(value) => changeMock('POST', `scenarios/${value}-profile`)}
    />
    <Choice
      label={words.privacy}
      value={settings.needsPrivacy ? 'yes' : 'no'}
      options={[
        ['no', words.agreed],
        ['yes', words.toAgree],
      ]}
      onChange={(value) => change({ needsPrivacy: value === 'yes' })}
    />
  </>
)
