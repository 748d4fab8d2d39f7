// The known name that someone may have meant: the twin of `nearest` in generator/problem.py.

const MAX_WORD = 60
/** The similarity, in per cent, from which on one word is suggested for another. */
const ALIKE = 60

/**
 * Returns the entry of `known` that is most similar to `word`, or an empty string if none is similar.
 * Words that both contain don't count: "data-engineer" isn't close to "staff-engineer".
 * @param {string} word
 * @param {readonly string[]} known
 */
export function nearest(word, known) {
  if ([...word].length > MAX_WORD) return ""
  const close = [...known].sort()
    .map(name => ({ name, score: similarity(spaced(word), spaced(name)) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((one, other) => other.score - one.score)
  return close.slice(0, 5).find(({ name }) => restIsAlike(word, name))?.name ?? ""
}

/** @type {(text: string) => string} */
const spaced = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()

/** @type {(word: string, name: string) => boolean} */
function restIsAlike(word, name) {
  const [ours, theirs] = [spaced(word).split(" "), spaced(name).split(" ")]
  const left = ours.filter(part => !theirs.includes(part)).join(" ")
  const right = theirs.filter(part => !ours.includes(part)).join(" ")
  return !left || !right || similarity(left, right) >= ALIKE
}

/**
 * Returns how similar two texts are, in per cent: the share of their characters in their longest common subsequence.
 * @param {string} one
 * @param {string} other
 */
function similarity(one, other) {
  const [ours, theirs] = [[...one], [...other]]
  let row = Array(theirs.length + 1).fill(0)
  for (const letter of ours) {
    const above = row
    row = [0]
    theirs.forEach((each, at) => row.push(each === letter ? above[at] + 1 : Math.max(above[at + 1], row[at])))
  }
  const total = ours.length + theirs.length
  return total ? (1 - (total - 2 * row[theirs.length]) / total) * 100 : 100
}
