// Text as Python has it: what is a space, a line end, a small letter or a number, and lengths in characters. JavaScript
// counts units of UTF-16, has no case folding, and takes other characters for spaces.

/** The characters that Python's \s matches, as part of a class. */
export const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"

const SPACES = new RegExp(`[${SPACE}]+`, "u")
const BEFORE = new RegExp(`^[${SPACE}]+`, "u")
const LAST = new RegExp(`[^${SPACE}]`, "u")
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/u

/**
 * Fold the case, as str.casefold: ß is ss, ς is σ, ı stays.
 * @param {string} text
 * @returns {string}
 */
export const folded = text =>
  text.replace(/[^\x00-\x7f]/gu, foldedLetter).replace(/[A-Z]+/gu, letters => letters.toLowerCase())

/**
 * Fold the case, and make apostrophes straight.
 * @param {string} text
 * @returns {string}
 */
export const small = text => folded(text).replaceAll("’", "'")

/** @param {string} letter */
function foldedLetter(letter) {
  if (letter === "ı") return letter
  if (/\p{Script=Cherokee}/u.test(letter)) return letter.toUpperCase()
  return letter.toLowerCase().toUpperCase().toLowerCase()
}

/**
 * Split at spaces, as str.split.
 * @param {string} text
 * @returns {string[]}
 */
export const parts = text => text.split(SPACES).filter(Boolean)

/**
 * Put one space where there are several.
 * @param {string} text
 * @returns {string}
 */
export const spaced = text => parts(text).join(" ")

/**
 * Split at the ends of lines, as str.splitlines.
 * @param {string} text
 * @returns {string[]}
 */
export const lines = text => text.split(LINE_END)

/**
 * @param {string} text
 * @returns {boolean} whether there is nothing but spaces
 */
export const isBlank = text => !LAST.test(text)

/**
 * Remove the spaces at the beginning.
 * @param {string} text
 * @returns {string}
 */
export const trimmedStart = text => text.replace(BEFORE, "")

/**
 * Remove the spaces at the end.
 * @param {string} text
 * @returns {string}
 */
export function trimmedEnd(text) {
  let end = text.length
  while (end && isBlank(text[end - 1])) end -= 1
  return text.slice(0, end)
}

/**
 * @param {string} text
 * @returns {number} how many characters it has
 */
export function length(text) {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/**
 * @param {string} text
 * @param {number} count
 * @returns {string} its first characters
 */
export function first(text, count) {
  let end = 0
  for (let n = 0; n < count && end < text.length; n += 1) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

/**
 * @param {string} text
 * @returns {number} how many of its letters are capitals
 */
export const capitals = text => text.match(/\p{Uppercase}/gu)?.length ?? 0

/**
 * @param {string} text
 * @returns {boolean} whether it begins with a small letter
 */
export const beginsSmall = text => /^\p{Lowercase}/u.test(text)

/**
 * Return the number that digits of any script make, as int.
 * @param {string} digits
 * @returns {number}
 */
export const whole = digits => [...digits].reduce((value, digit) => value * 10 + valueOf(digit), 0)

/**
 * Digits of a script follow each other from 0 to 9, and so do scripts that adjoin.
 * @param {string} digit
 */
function valueOf(digit) {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (code - zero) % 10
}
