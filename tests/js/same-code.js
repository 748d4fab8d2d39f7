// Compares modules with what a site serves of them, as TypeScript reads both: [[name, source, served], …] on stdin. Prints
// the names of those that are other code, and of those that still have comments.
import { readFileSync } from "node:fs"
import ts from "typescript"

/** @type {[name: string, source: string, served: string][]} */
const modules = JSON.parse(readFileSync(0, "utf8"))

/**
 * @param {string} source
 * @returns {string} its syntax tree with the text of each token: how the code is laid out makes no difference
 */
const code = source => {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, true)
  /** @type {(node: ts.Node) => unknown[]} */
  const tree = node => {
    const parts = node.getChildren(file).filter(part => !ts.isJSDoc(part))
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

console.log(JSON.stringify({
  different: modules.filter(([, source, served]) => code(source) !== code(served)).map(([name]) => name),
  comments: modules.filter(([, , served]) => hasComments(served)).map(([name]) => name),
}))
