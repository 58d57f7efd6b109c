/** What WeChat gives every script of a mini-program. */
const GLOBALS = new Set(['wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages'])

/** Type names stand for nothing at run time; these wrap an expression all the same. */
const IS_EXPRESSION = /^TS(?:As|NonNull|Satisfies|Instantiation|TypeAssertion)/

/**
 * Makes `wx` and its like in a script mean those of the phone that runs the script: several phones can
 * then run in one test. `scripts.ts` hands them over as `__phone`.
 */
module.exports = ({ types: t }) => ({
  name: 'globals-of-the-phone',
  visitor: {
    ReferencedIdentifier(path) {
      const { node, parent, scope } = path
      if (!GLOBALS.has(node.name) || scope.hasBinding(node.name, true)) return
      if (parent.type.startsWith('TS') && !IS_EXPRESSION.test(parent.type)) return
      if (parent.type === 'ObjectProperty' && parent.shorthand) parent.shorthand = false
      path.replaceWith(t.memberExpression(t.identifier('__phone'), t.identifier(node.name)))
    },
    AssignmentExpression(path) {
      const { left } = path.node
      if (left.type !== 'Identifier' || !GLOBALS.has(left.name)) return
      if (path.scope.hasBinding(left.name, true)) return
      path.node.left = t.memberExpression(t.identifier('__phone'), t.identifier(left.name))
    },
  },
})
