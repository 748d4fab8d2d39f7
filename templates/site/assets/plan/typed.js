// What people type into the form: days, minutes, names, lines of text. As generator/model/base.py and typed.py read them.

const DAY = 86_400_000
/** The longest line, in characters. */
const LONGEST = 300
/** What no text may contain: generator/yamlfile/source.py names the same. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/gu

/**
 * Returns a day as a number, days since 1 January 1970, or null if the text is no day in ISO form.
 * @param {string} text
 * @returns {number | null}
 */
export function typedDay(text) {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return null
  const time = new Date(`${text}T00:00Z`).getTime()
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : time / DAY
}

/** Returns the ISO date of a day. @type {(day: number) => string} */
export const shownDay = day => new Date(day * DAY).toISOString().slice(0, 10)

/**
 * Returns the minutes of a duration such as 2h, 1:30, 1.5 hours or 90 min, or null if it isn't one.
 * @param {string} text
 * @returns {number | null}
 */
export function typedMinutes(text) {
  const typed = text.trim().toLowerCase()
  let found = /^(\d{1,3})\s*(?:m|mins?|minutes?)\.?$/.exec(typed)
  if (found) return Number(found[1])
  found = /^(\d{1,2})\s*(?::|h|hrs?|hours?)\s*(?:and\s*)?([0-5]\d)\s*(?:m|min|minutes)?$/.exec(typed)
  if (found) return 60 * Number(found[1]) + Number(found[2])
  found = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:h|hrs?|hours?)\.?$/.exec(typed)
  return found ? Math.round(60 * Number(`${found[1]}.${found[2] ?? 0}`)) : null
}

/** Returns the names of a list with commas or semicolons between them. @type {(text: string) => string[]} */
export const typedNames = text => text.split(/[,;]/).map(each => each.trim()).filter(Boolean)

/**
 * Returns why a text is no line of text, as a code, and the text as it would be right; with neither it is one, or empty.
 * @param {string} text
 * @returns {{code: string, fixed: string}}
 */
export function noLine(text) {
  const line = text.trim()
  if (line.replace(CONTROL, "") !== line) return { code: "odd-character", fixed: line.replace(CONTROL, "").trim() }
  return { code: [...line].length > LONGEST ? "too-long" : "", fixed: "" }
}
