// Rounds from an advertisement, against what Python suggests: tests/test_adverts_twin.py writes the vectors.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { cleaned, isSilent, suggest, suggestedRounds, unreadable } from "../../templates/site/assets/plan/advert.js"
import * as letters from "../../templates/site/assets/plan/advert-text.js"
import { translated } from "../../templates/site/assets/plan/advert-text.js"
/** @typedef {import("../../templates/site/assets/plan/advert.js").Suggestion} Suggestion */
/** @typedef {import("../../templates/site/assets/plan/advert.js").Handbook} Handbook */
/** @typedef {import("../../templates/site/assets/plan/advert-text.js").AdvertData} AdvertData */

/**
 * @typedef {object} Case
 * @property {string} handbook
 * @property {string} name
 * @property {string} text
 * @property {{role?: string | null, level?: string | null}} given
 * @property {Suggestion} [suggestion]
 * @property {string[]} [rounds]
 * @property {boolean} [silent]
 * @property {{role: string, has: string[]}} [lacks] the role that lacks the given level, and the levels that it has
 */

/**
 * @typedef {object} Vectors
 * @property {Record<string, {handbook: Handbook, advert: AdvertData}>} handbooks
 * @property {Case[]} cases
 * @property {[text: string, reason: string | null][]} unreadable
 * @property {Characters} characters
 */

/**
 * What Python takes each character for.
 * @typedef {object} Characters
 * @property {string} known
 * @property {string} cased those that have another case
 * @property {Record<string, string>} folded
 * @property {string} capitals
 * @property {string} small among the first 500
 * @property {Record<string, number>} digits
 * @property {string} blank
 * @property {string[]} ends of lines
 * @property {Record<string, string>} classes pattern → "+" and the characters that match, or "-" and the others
 * @property {Record<string, string>} letters the same for each letter in both cases
 * @property {Record<string, number[]>} boundaries character → where words begin and end in its example
 */

const { ADVERT_VECTORS } = process.env
const skip = ADVERT_VECTORS ? false : "run by tests/test_adverts_twin.py, which writes the vectors"
/** @type {Vectors} */
const vectors = ADVERT_VECTORS ? JSON.parse(readFileSync(ADVERT_VECTORS, "utf8")) : {}

test("every advertisement suggests what Python suggests", { skip }, () => {
  /** @type {string[]} */
  const wrong = []
  for (const { handbook: book, name, text, given, suggestion, rounds, silent, lacks } of vectors.cases) {
    const { handbook, advert } = vectors.handbooks[book]
    try {
      if (lacks) {
        const wanted = { name: "UnknownLevelError", level: given.level, ...lacks }
        assert.throws(() => suggest(handbook, advert, text, given), wanted)
        continue
      }
      const found = suggest(handbook, advert, text, given)
      assert.deepEqual(found, suggestion)
      assert.deepEqual(suggestedRounds(found), rounds)
      assert.equal(isSilent(found), silent)
    } catch (error) {
      wrong.push(`${book}: ${name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  assert.equal(wrong.length, 0, `${wrong.length} differ\n${wrong.slice(0, 5).join("\n")}`)
})

test("line ends and characters that nobody sees are put right", () => {
  assert.equal(cleaned("\ufeffa\r\nb\rc\r\r\nd\u00ad\u200be\u2069"), "a\nb\nc\n\nde")
})

test("what isn't an advertisement", { skip }, () => {
  for (const [text, reason] of vectors.unreadable) {
    assert.equal(unreadable(text), reason, JSON.stringify(text.slice(0, 20)))
  }
})

/** Characters that this JavaScript knows, too. */
const known = () => [...vectors.characters.known].filter(each => !/\p{Cn}/u.test(each))

test("letters are folded as Python folds them", { skip }, () => {
  const { folded } = vectors.characters
  const wrong = known().filter(each => letters.folded(each) !== (folded[each] ?? each))
  assert.deepEqual(wrong, [])
  assert.equal(letters.small("Don’T ΣΑΣ"), "don't σασ")
})

test("capitals, small letters, digits, spaces and line ends", { skip }, () => {
  const { capitals, small, digits, blank, ends } = vectors.characters
  const every = known()
  assert.equal(letters.capitals(every.join("")), [...capitals].length)
  const first = every.slice(0, 450)
  assert.deepEqual(first.filter(letters.beginsSmall), [...small].filter(each => first.includes(each)))
  for (const [digit, value] of Object.entries(digits)) assert.equal(letters.whole(`1${digit}`), 10 + value, digit)
  assert.equal(every.filter(letters.isBlank).join(""), blank)
  assert.deepEqual(every.filter(each => letters.lines(`a${each}b`).length > 1), ends)
  for (const each of blank) {
    assert.deepEqual(letters.parts(`${each}a${each}${each}b${each}`), ["a", "b"])
    assert.equal(letters.trimmedStart(`${each}${each}a${each}`), `a${each}`)
    assert.equal(letters.trimmedEnd(`${each}a${each}${each}`), `${each}a`)
  }
  assert.equal(letters.length("a🧶é"), 3)
  assert.deepEqual([letters.first("a🧶é", 2), letters.first("🧶", 2), letters.first("", 1)], ["a🧶", "🧶", ""])
})

test("patterns of Python match the same characters", { skip }, () => {
  const every = known()
  const { cased, classes, letters: inBothCases, boundaries } = vectors.characters
  /** @type {(source: string, found: string, every: string[]) => void} */
  const compare = (source, found, every) => {
    const pattern = new RegExp(`^(?:${translated(source)})$`, "u")
    const named = new Set(found.slice(1))
    const wrong = every.filter(each => pattern.test(each) !== (named.has(each) === (found[0] === "+")))
    assert.deepEqual(wrong, [], source)
  }
  for (const [source, found] of Object.entries(classes)) compare(source, found, every)
  for (const [letter, found] of Object.entries(inBothCases)) compare(`(?i)${letter}`, found, [...cased])
  const boundary = new RegExp(translated("\\b"), "gu")
  for (const [each, places] of Object.entries(boundaries)) {
    assert.deepEqual([...`a${each}'b`.matchAll(boundary)].map(match => match.index), places, JSON.stringify(each))
  }
})

test("patterns of Python are translated", () => {
  assert.deepEqual(new RegExp(translated("(?P<one>a)(?P<two>.)"), "u").exec("a\u2028")?.groups?.two, "\u2028")
  assert.equal(new RegExp(translated("[\\\"'.\\]-]+"), "u").exec("x\"].-'x")?.[0], "\"].-'")
  assert.equal(new RegExp(translated("a$"), "u").test("a\n"), true)
  assert.equal(new RegExp(translated("a$"), "u").test("a\nb"), false)
  assert.equal(new RegExp(translated("\\(\\?\\.\\\"\\u00a0"), "u").test("(?.\"\u00a0"), true)
})
