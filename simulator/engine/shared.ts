import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { registerBuiltIns } from './built-in/register.ts'
import { watchForFaults } from './faults.ts'
import { keepAriaOnHosts } from './host-attributes.ts'
import { createFormBehaviors } from './form-behaviors.ts'

/** The environment all phones share: WeChat's own components and behaviors are the same in each. */
export const env = new MiniProgramEnv()

const space = env.getGlobalCodeSpace()

/** WeChat's own components, registered. */
export const builtIns = registerBuiltIns(space.getComponentSpace())

/** Those that `behaviors` names as `wx://...`. */
export const weChatBehaviors = createFormBehaviors(space)

watchForFaults()
keepAriaOnHosts()
