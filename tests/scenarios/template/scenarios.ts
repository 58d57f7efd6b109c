import { scenarios as account } from './account.ts'
import { scenarios as signIn } from './sign-in.ts'

/** Stories of the template: in jest and in the preview alike. */
export const scenarios = [...signIn, ...account]
