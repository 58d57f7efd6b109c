import { resume } from './services/index'

App({
  onLaunch() {
    // Not awaited: pages show what the phone remembers and are told when that changes. A failure is
    // quiet here, because nobody asked for anything yet; the next authorized call meets it again.
    resume().catch(() => {})
  },
})
