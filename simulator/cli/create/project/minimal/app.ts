import { resume } from './services/index'

App({
  onLaunch() {
    // Not awaited: a session that is kept costs no request, and pages are told when it changes.
    resume().catch(() => {})
  },
})
