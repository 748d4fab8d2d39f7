// The job: a role, or an advertisement from which role, level and rounds are read.

import { check, choose, field, fill, part, pick, slot } from "./form-field.js"
import { element, plain } from "./view-dom.js"

/** @typedef {import("./form-field.js").Context} Context */
/** @typedef {import("./form-field.js").Part} Part */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./form.js").Suggestion} Suggestion */

/**
 * Builds the part. Its `read` says what was read from the advertisement, or why nothing was.
 * @param {Context} context
 * @returns {Part & {read: (sentences: string[]) => void}}
 */
export function job(context) {
  const { say, handbook } = context
  const way = pick("job", say.say("form.job.title"), [
    ["role", say.say("form.job.by-role")], ["advert", say.say("form.job.by-advert")],
  ], value => context.change(value === "advert" ? { job: "advert", read: ["role", "level"] } : { job: "role", read: [] }))
  const text = field(context, "advert", say.say("form.job.advert"), element("textarea", "", { rows: "4", spellcheck: "false" }))
  const note = element("p", "note", { role: "status" })
  const pasted = plain("div", "pasted", text.root, note)

  const roles = element("select", "", {}, element("option", "", { value: "" }, say.say("form.job.choose")),
    Object.entries(handbook.roles).map(([id, { title }]) => element("option", "", { value: id }, title)))
  const role = field({ ...context, set: (_, value) => context.change(ofRole(context, String(value))) }, "role",
    say.say("form.job.role"), roles)
  const levels = pick("level", say.say("form.job.level"), [], value =>
    context.change({ level: value, read: context.state().read.filter(each => each !== "level") }))
  levels.id = "level"
  const level = plain("div", "field", element("span", "label", { "aria-hidden": "true" }, say.say("form.job.level")), levels,
    slot(context, "level", [levels]))
  return {
    root: part(say.say("form.job.title"), "job", way, pasted, role.root, level),
    sync: state => {
      check(way, state.job)
      pasted.hidden = state.job !== "advert"
      fill(text.input, state.advert)
      role.root.hidden = level.hidden = state.job === "advert" && !state.role
      fill(role.input, state.role)
      const known = levelsOf(context, state.role)
      choose(levels, "level", known.map(each => [each, each[0].toUpperCase() + each.slice(1)]))
      check(levels, state.level)
    },
    read: sentences => {
      note.textContent = [say.say("form.job.advert-note"), ...sentences].join(" ")
    },
  }
}

/** Returns the levels of a role, or of all roles. @type {(context: Context, role: string) => string[]} */
const levelsOf = ({ handbook }, role) =>
  Object.hasOwn(handbook.roles, role) ? handbook.roles[role].levels.map(each => each.id) : [...handbook.levels]

/** Returns what changes with a role: a level that it lacks goes, and the only one it has is taken. @type {(context: Context, role: string) => Partial<State>} */
function ofRole(context, role) {
  const { level, read } = context.state()
  const levels = levelsOf(context, role)
  const kept = levels.includes(level) ? level : levels.length === 1 ? levels[0] : ""
  return { role, level: kept, read: read.filter(each => each !== "role") }
}
