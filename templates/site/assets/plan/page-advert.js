// The advertisement: read once nobody types, on this device. What reads it is loaded when the first one is pasted.

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./types.js").Handbook} Handbook */
/** @typedef {import("./say.js").Say} Say */
/** @typedef {import("./form.js").PlanForm} PlanForm */

/** The longest advertisement, in characters: generator/advert/reading.py. */
const LONGEST = 200_000
const PAUSE = 200

/**
 * Returns a function that reads the advertisement of a state, if it has another than before, into the form.
 * @param {string} base
 * @param {Handbook} handbook
 * @param {Say} say
 * @param {PlanForm} form
 */
export function reader(base, handbook, say, form) {
  let before = "", timer = 0
  /** @type {Promise<[typeof import("./advert.js"), unknown]> | null} */
  let loading = null
  const load = () => loading ??= Promise.all([import("./advert.js"), fetch(`${base}advert.json`).then(file => file.json())])

  /** @type {(wanted: string, text: string, chosen: {role?: string, level?: string}) => Promise<void>} */
  const read = async (wanted, text, chosen) => {
    try {
      const [{ suggest }, data] = await load()
      if (wanted === before) form.showSuggestion(suggestion(suggest, data, text, chosen))
    } catch (error) {
      loading = null
      console.error(error)
      if (wanted === before) form.showSuggestion(null, say.say("form.read.failed"))
    }
  }

  /** @type {(suggest: typeof import("./advert.js").suggest, data: any, text: string, chosen: {role?: string, level?: string}) => import("./form.js").Suggestion} */
  const suggestion = (suggest, data, text, { role, level }) => {
    try {
      return suggest(handbook, data, text, { role, level })
    } catch (error) {
      if (!level) throw error
      return suggest(handbook, data, text, { role }) // the role that was read lacks the level
    }
  }

  /** @param {State} state */
  return state => {
    const { job, advert, read: found, role, level } = state
    const chosen = { ...(role && !found.includes("role") && { role }), ...(level && !found.includes("level") && { level }) }
    const wanted = job === "advert" && advert.trim() ? JSON.stringify([advert, chosen]) : ""
    if (wanted === before) return
    before = wanted
    clearTimeout(timer)
    if (!wanted) return job === "advert" ? form.showSuggestion(null) : undefined
    if (advert.length > LONGEST) return form.showSuggestion(null, say.say("form.read.too-long"))
    timer = setTimeout(() => read(wanted, advert, chosen), PAUSE)
  }
}
