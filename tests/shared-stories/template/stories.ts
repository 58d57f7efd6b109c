import { stories as account } from './account.ts'
import { stories as signIn } from './sign-in.ts'

/** Stories of the template: in jest and in the preview alike. */
export const stories = [...signIn, ...account]
