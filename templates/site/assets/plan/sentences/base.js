// Helpers for all sentences: titles by id, and values in words.
import { capital } from "../say.js"

/**
 * @typedef {import("../say.js").Say} Say
 * @typedef {Record<string, {title: string}>} Titles
 * @typedef {Say & ReturnType<typeof namesOf>} Told the catalogue and the titles of a handbook: what sentences need
 */

/**
 * Returns an entry by its name, or undefined; no name, such as “constructor”, is an exception.
 * @template Entry
 * @param {Record<string, Entry>} entries
 * @param {string} name
 * @returns {Entry | undefined}
 */
export const entry = (entries, name) => Object.hasOwn(entries, name) ? entries[name] : undefined

/**
 * Returns what gives the titles of a handbook by id. An unknown id is shown as words.
 * @param {{rounds: Titles, templates: Titles}} handbook
 */
function namesOf({ rounds, templates }) {
  /** @type {(titles: Titles, id: string) => string} */
  const title = (titles, id) => entry(titles, id)?.title || capital(id.replaceAll("-", " "))
  return {
    /** @param {string} id */
    roundTitle: id => title(rounds, id),
    /** @param {string} id */
    templateTitle: id => title(templates, id),
  }
}

/**
 * Returns the catalogue with the titles of a handbook.
 * @param {Say} say
 * @param {{rounds: Titles, templates: Titles}} handbook
 * @returns {Told}
 */
export const told = (say, handbook) => ({ ...say, ...namesOf(handbook) })

/**
 * Formats a list of titles of rounds.
 * @param {Told} words
 * @param {readonly string[]} ids
 */
export const roundsListed = ({ listed, roundTitle }, ids) => listed(ids.map(roundTitle))

/**
 * Formats a number as a word; zero is "none".
 * @param {Say} words
 * @param {number} total
 */
export const count = ({ say, number }, total) => total ? number(total) : say("number.none")

/** What Python takes for white space, in runs. */
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

/**
 * Returns a text as one line.
 * @param {string} text
 */
export const oneLine = text => text.split(SPACE).filter(Boolean).join(" ")

/**
 * Returns whether a session of this kind is a mock, not a micro-practice.
 * @param {string} kind
 */
export const isMock = kind => kind !== "micro"
