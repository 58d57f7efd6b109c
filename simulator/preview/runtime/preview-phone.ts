import type { ProjectFault } from '../../project/fault.ts'
import type { ProjectConfig } from '../../project/project.ts'
import type { Simulator } from '../../wx/simulator.ts'
import type { ActivityLog } from './activity.ts'
import type { AskedPage } from './address.ts'
import type { isBlank } from './blank.ts'
import type { Report } from './report.ts'
import type { PhoneSettings } from './settings.ts'
import type { Traffic } from './traffic.ts'

/** The running phone, as the frame around it sees it. */
export interface PreviewPhone {
  simulator: Simulator
  settings: PhoneSettings
  config: ProjectConfig
  errors: readonly ProjectFault[]
  /** Messages of the errors that the mini-program threw, newest last. */
  problems: readonly string[]
  /** The same with where it was thrown. */
  reports: readonly Report[]
  isBlank: typeof isBlank
  /** Calls `listener` with everything the mini-program throws from now on. */
  watchErrors(listener: (error: unknown) => void): void
  /** Keeps changed settings and makes them true, starting again where they need it. */
  change(settings: Partial<PhoneSettings>): void
  /** Closes the mini-program and opens it again. */
  restart(): void
  /** The same, with the pages that are open. */
  reload(): void
  /** Opens the mini-program again at a page, as a link, a code or another app does. */
  open(asked: AskedPage): void
  /** Taps what shows these words. @returns whether there is such an element in sight */
  press(words: string): boolean
  /** Deeds of the person and the mini-program since the phone was started. */
  activity: ActivityLog
  /** Its requests to servers. */
  traffic: Traffic
  /** Calls `listener` after every change of what is shown, and once at once. */
  watch(listener: () => void): void
}
