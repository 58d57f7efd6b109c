/**
 * The exports of `kit.ts`. The environment loads them as one script; for a coverage report of the kit
 * itself it does not, and jest loads them module by module.
 */
module.exports = miniprogramHost.loadKit?.(require, jest) ?? require('./kit.ts')
