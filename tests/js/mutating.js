// Small changes of a JavaScript file: generic operators on its syntax tree, each giving what to write in place of a node.
// TypeScript's own parser reads the file, since it is here for its types.
import ts from "typescript"

/**
 * One small change of one file: what stands from `start` to `end` is replaced by `after`.
 * @typedef {{file: string, line: number, operator: string, before: string, after: string, start: number, end: number}} Mutant
 *
 * What an operator gives: its name, and what to write in place of the node or of a part of it.
 * @typedef {{operator: string, after: string, at?: ts.Node}} Change
 */

/** @type {Readonly<Record<string, string[]>>} */
const BINARY = {
  "<": ["<=", ">"], "<=": ["<", ">="], ">": [">=", "<"], ">=": [">", "<="], "===": ["!=="], "!==": ["==="],
  "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "+=": ["-="], "-=": ["+="],
}
/** @type {Readonly<Record<string, string>>} */
const METHODS = {
  min: "max", max: "min", floor: "ceil", ceil: "floor", some: "every", every: "some", find: "findLast", least: "greatest",
  greatest: "least", findIndex: "findLastIndex", indexOf: "lastIndexOf", lastIndexOf: "indexOf",
}
/** Methods without which a list is still a list. */
const LEFT_OUT = ["filter", "sort", "reverse", "slice"]

/**
 * Yields every change of a node.
 * @param {ts.Node} node
 * @returns {Generator<Change>}
 */
function* changes(node) {
  const text = (/** @type {ts.Node} */ each) => each.getText()
  if (ts.isBinaryExpression(node)) yield* binary(node, text)
  if (ts.isPrefixUnaryExpression(node) && (node.operator === ts.SyntaxKind.ExclamationToken || node.operator === ts.SyntaxKind.MinusToken)) {
    yield { operator: "not", after: `(${text(node.operand)})` }
  }
  if (ts.isNumericLiteral(node)) {
    for (const by of [1, -1]) yield { operator: "constant", after: `(${Number(node.text) + by})` }
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) yield { operator: "constant", after: "false" }
  if (node.kind === ts.SyntaxKind.FalseKeyword) yield { operator: "constant", after: "true" }
  if (ts.isConditionalExpression(node)) {
    yield { operator: "branches swapped", after: `${text(node.condition)} ? ${text(node.whenFalse)} : ${text(node.whenTrue)}` }
  }
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) {
    yield { operator: "condition", after: `!(${text(node.expression)})`, at: node.expression }
  }
  if (ts.isCallExpression(node)) yield* calls(node, text)
  if (ts.isArrayLiteralExpression(node) && node.elements.length && !ts.isBinaryExpression(node.parent)) {
    for (const left of node.elements) {
      const kept = node.elements.filter(each => each !== left).map(text)
      yield { operator: "part left out", after: `[${kept.join(", ")}]` }
    }
  }
  if (ts.isExpressionStatement(node)) yield { operator: "statement left out", after: ";" }
  if (ts.isBreakStatement(node)) yield { operator: "break", after: "continue" }
  if (ts.isContinueStatement(node)) yield { operator: "continue", after: "break" }
  if (ts.isReturnStatement(node) && ts.isIfStatement(node.parent)) yield { operator: "return left out", after: ";" }
}

/**
 * @param {ts.BinaryExpression} node
 * @param {(node: ts.Node) => string} text
 * @returns {Generator<Change>}
 */
function* binary(node, text) {
  const [left, right] = [text(node.left), text(node.right)]
  const operator = text(node.operatorToken)
  for (const other of BINARY[operator] ?? []) yield { operator: "operator", after: `${left} ${other} ${right}` }
  if (operator === "&&" || operator === "||") {
    yield { operator: "and/or", after: `(${left}) ${operator === "&&" ? "||" : "&&"} (${right})` }
  }
  if (operator === "&&" || operator === "||" || operator === "??") {
    for (const kept of [left, right]) yield { operator: "one side alone", after: `(${kept})` }
  }
}

/**
 * @param {ts.CallExpression} node
 * @param {(node: ts.Node) => string} text
 * @returns {Generator<Change>}
 */
function* calls(node, text) {
  const called = node.expression
  const name = ts.isPropertyAccessExpression(called) ? called.name : called
  const given = node.arguments.map(text).join(", ")
  const owner = ts.isPropertyAccessExpression(called) ? text(called.expression) : ""
  const other = METHODS[text(name)]
  if (other) yield { operator: text(name), after: `${owner && `${owner}.`}${other}(${given})` }
  if (owner && LEFT_OUT.includes(text(name))) yield { operator: `${text(name)} left out`, after: owner }
  if (text(name) === "unique") yield { operator: "unique left out", after: `[...${given}]` }
}

/**
 * Returns every mutant of a file, in order of its syntax tree.
 * @param {string} file
 * @param {string} source
 * @returns {Mutant[]}
 */
export const mutantsOf = (file, source) => {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS)
  /** @type {Mutant[]} */
  const found = []
  const shown = (/** @type {string} */ text) => text.replace(/\s+/g, " ").slice(0, 90)
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isImportDeclaration(node)) return
    for (const { operator, after, at = node } of changes(node)) {
      const [start, end] = [at.getStart(), at.getEnd()]
      const line = tree.getLineAndCharacterOfPosition(start).line + 1
      if (after !== at.getText()) found.push({ file, line, operator, before: shown(at.getText()), after, start, end })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/**
 * Returns the source of a mutant.
 * @param {Mutant} mutant
 * @param {string} source
 * @returns {string}
 */
export const changed = ({ after, start, end }, source) => source.slice(0, start) + after + source.slice(end)

/**
 * Returns whether a mutant is a program at all.
 * @param {Mutant} mutant
 * @param {string} source
 * @returns {boolean}
 */
export const parses = (mutant, source) => {
  const compilerOptions = { allowJs: true, target: ts.ScriptTarget.ES2022 }
  const options = { compilerOptions, fileName: mutant.file, reportDiagnostics: true }
  return !ts.transpileModule(changed(mutant, source), options).diagnostics?.length
}

/**
 * Returns mutants in an order chosen by a seed.
 * @param {readonly Mutant[]} mutants
 * @param {number} seed
 * @returns {Mutant[]}
 */
export const shuffled = (mutants, seed) => {
  let state = seed >>> 0
  const next = () => { // mulberry32
    state = state + 0x6d2b79f5 | 0
    let mixed = Math.imul(state ^ state >>> 15, 1 | state)
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32
  }
  const drawn = mutants.map(mutant => ({ mutant, place: next() })).sort((one, other) => one.place - other.place)
  return drawn.map(({ mutant }) => mutant)
}
