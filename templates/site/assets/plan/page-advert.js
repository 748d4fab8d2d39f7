// The advertisement: read once nobody types, on this device. Loaded when the first one is pasted.

import { UnknownLevelError, suggest, unreadable } from "./advert.js"
import { loadAdvert } from "./handbook.js"

/** @typedef {import("./candidate.js").State} State */
/** @typedef {import("./types.js").Handbook} Handbook */
/** @typedef {import("./say.js").Say} Say */
/** @typedef {import("./form.js").PlanForm} PlanForm */
/** @typedef {{role?: string, level?: string}} Chosen what the reader chose, and isn't to be read */

/** How long nobody types before it is read, in milliseconds. */
const PAUSE = 200

/** @typedef {Parameters<typeof suggest>[0]} Whole the handbook with what only an advertisement is read by */
/**
 * Adds to the roles their other titles and their keywords.
 * @param {Handbook} handbook
 * @param {{roles: Record<string, {aliases: string[], keywords: Record<string, string>}>}} data
 * @returns {Whole}
 */
const withSpellings = (handbook, { roles }) => ({
  ...handbook,
  roles: Object.fromEntries(Object.entries(handbook.roles).map(([id, role]) => [id, { ...role, ...roles[id] }])),
})

/**
 * Returns a function that reads the advertisement of a state, if it has another than before, into the form.
 * @param {string} base
 * @param {Handbook} handbook
 * @param {Say} say
 * @param {PlanForm} form
 * @returns {(state: State) => void}
 */
export function reader(base, handbook, say, form) {
  let before = ""
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  /** @type {(text: string, chosen: Chosen) => Promise<() => void>} */
  const read = async (text, chosen) => {
    try {
      const data = await loadAdvert(base)
      const whole = withSpellings(handbook, data)
      const why = unreadable(text)
      if (why) return () => form.showSuggestion(null, say.say(`form.read.${why}`))
      const found = suggestion(whole, data, text, chosen)
      return () => form.showSuggestion(found)
    } catch (error) {
      console.error(error)
      return () => form.showSuggestion(null, say.say("form.read.failed"))
    }
  }

  /** @type {(whole: Whole, data: Parameters<typeof suggest>[1], text: string, chosen: Chosen) => import("./advert.js").Suggestion} */
  const suggestion = (whole, data, text, { role, level }) => {
    try {
      return suggest(whole, data, text, { role, level })
    } catch (error) {
      if (!(error instanceof UnknownLevelError)) throw error
      return suggest(whole, data, text, { role }) // the role that was read lacks the level that was chosen
    }
  }

  return ({ job, advert, read: found, role, level }) => {
    const chosen = { ...(role && !found.includes("role") && { role }), ...(level && !found.includes("level") && { level }) }
    const wanted = job === "advert" && advert.trim() ? JSON.stringify([advert, chosen]) : ""
    if (wanted === before) return
    before = wanted
    clearTimeout(timer)
    if (wanted) timer = setTimeout(async () => {
      const show = await read(advert, chosen)
      if (wanted === before) show()
    }, PAUSE)
    else if (job === "advert") form.showSuggestion(null)
  }
}
