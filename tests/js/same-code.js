// Compares modules with what a site serves of them, as TypeScript reads both: [[name, source, served], …] on stdin. Prints
// the names of those that are other code, of those that still have comments, and of those that aren't JavaScript.
import { readFileSync } from "node:fs"
import ts from "typescript"

/** @type {[name: string, source: string, served: string][]} */
const modules = JSON.parse(readFileSync(0, "utf8"))

/** @type {(node: ts.Node) => boolean} whether it is a semicolon between members of a class, where a line would do */
const isBetweenMembers = node => ts.isSemicolonClassElement(node)
  || (node.kind === ts.SyntaxKind.SemicolonToken && ts.isPropertyDeclaration(node.parent))

/**
 * @param {string} source
 * @returns {string} its syntax tree with the text of each token: how the code is laid out makes no difference
 */
const code = source => {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, true)
  /** @type {(node: ts.Node) => unknown[]} */
  const tree = node => {
    const parts = node.getChildren(file).filter(part => !ts.isJSDoc(part) && !isBetweenMembers(part))
    return [node.kind, ...(parts.length ? parts.map(tree) : [node.getText(file)])]
  }
  return JSON.stringify(tree(file))
}

/**
 * @param {string} source
 * @returns {boolean}
 */
const hasComments = source => {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, true)
  /** @type {(node: ts.Node) => boolean} */
  const has = node => (ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []).length > 0
    || node.getChildren(file).some(has)
  return has(file)
}

/**
 * @param {string} source
 * @returns {boolean}
 */
const isBroken = source => {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
  return (ts.transpileModule(source, { compilerOptions, reportDiagnostics: true }).diagnostics ?? []).length > 0
}

console.log(JSON.stringify({
  different: modules.filter(([, source, served]) => code(source) !== code(served)).map(([name]) => name),
  comments: modules.filter(([, , served]) => hasComments(served)).map(([name]) => name),
  broken: modules.filter(([, , served]) => isBroken(served)).map(([name]) => name),
}))
