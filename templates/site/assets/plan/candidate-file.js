// A candidate's file: what `rehearse plan` reads into the same candidate, so that both make the same plan.

/** @typedef {import("./types.js").Candidate} Candidate */

/** Words that YAML reads as something else. */
const WORDS = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
/** Names that no id may have, since ids name files: generator/model/base.py. */
const RESERVED = /^(index|con|prn|aux|nul|(com|lpt)\d)$/
/** What JSON leaves as it is and YAML would rather have escaped. */
const ESCAPED = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g
const LONGEST_ID = 80

/**
 * Returns an id made from a name, without accents; "candidate" where none can be made. It names the files.
 * @param {string} name
 */
export function candidateId(name) {
  const slug = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")
  const short = slug.slice(0, LONGEST_ID).replace(/-$/, "")
  return /[a-z]/.test(short) && !RESERVED.test(short) ? short : "candidate"
}

/**
 * Returns the text of a candidate's file. Every text is in double quotes.
 * @param {Candidate} candidate
 */
export function candidateYaml(candidate) {
  const partners = candidate.partners ?? {}
  /** @type {[string, string][]} */
  const who = [
    ["peer", names(partners.peer)], ["friend", names(partners.friend)], ["expert", names(partners.expert)],
    ["llm", partners.llm ? "true" : ""],
  ]
  /** @type {[string, string][]} */
  const lines = [
    ["id", word(candidate.id ?? "")],
    ["name", text(candidate.name)],
    ["role", word(candidate.role)],
    ["level", candidate.level],
    ["interview", candidate.interview ?? ""],
    ["interviews", interviews(candidate.interviews ?? [])],
    ["start", candidate.start ?? ""],
    ["days", mapping(Object.entries(candidate.days).map(([day, minutes]) => [day, String(minutes)]))],
    ["away", list(candidate.away ?? [])],
    ["confidence", mapping(Object.entries(candidate.confidence ?? {}).map(([round, value]) => [word(round), String(value)]))],
    ["rounds", list((candidate.rounds ?? []).map(word))],
    ["partners", mapping(who)],
    ["swap", candidate.swap ? "true" : ""],
    ["paper", candidate.paper === "letter" ? "letter" : ""],
    ["adjustments", list((candidate.adjustments ?? []).map(text))],
    ["log", candidate.log ? text(candidate.log) : ""],
  ]
  return lines.filter(([, value]) => value).map(([key, value]) => `${key}:${value[0] === "\n" ? "" : " "}${value}\n`).join("")
}

/** @type {(every: NonNullable<Candidate["interviews"]>) => string} */
const interviews = every => every.map(({ date, label, rounds = [] }) => {
  const rest = mapping([["label", label ? text(label) : ""], ["rounds", list(rounds.map(word))]]).slice(1, -1)
  const more = rest && `, ${rest}`
  return `\n  - {date: ${date}${more}}`
}).join("")

/** A text in double quotes, with the escapes that JSON and YAML share. @type {(value: string) => string} */
const text = value => JSON.stringify(value)
  .replace(ESCAPED, each => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** An id, in quotes if YAML would read it as something else. @type {(id: string) => string} */
const word = id => id && (!/^[a-z][a-z0-9-]*$/.test(id) || WORDS.has(id)) ? text(id) : id

/** @type {(items: readonly string[]) => string} */
const list = items => items.length ? `[${items.join(", ")}]` : ""

/** @type {(every: readonly string[] | undefined) => string} */
const names = (every = []) => list(every.map(text))

/** @type {(pairs: readonly (readonly string[])[]) => string} */
function mapping(pairs) {
  const given = pairs.filter(([, value]) => value).map(([key, value]) => `${key}: ${value}`)
  return given.length ? `{${given.join(", ")}}` : ""
}
