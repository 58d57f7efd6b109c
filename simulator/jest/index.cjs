/**
 * What `kit.ts` exports. The environment has it in one piece; where it has not, for a coverage report of
 * the kit itself, jest loads it module by module.
 */
module.exports = miniprogramHost.loadKit?.(require, jest) ?? require('./kit.ts')
