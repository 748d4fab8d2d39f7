// Sentences on why there can be no plan.
import { oneLine } from "./base.js"
import { nearest } from "./nearest.js"
/** @import { Say } from "../say.js" */
/** @import { Refusal } from "../types.js" */

/** @typedef {{kind: string, name: string, known: readonly string[]}} Unknown */

/** Known names are listed up to this many; more would hide the message. */
const LISTED = 20

/**
 * Returns one line on why there can be no plan, without the key.
 * @param {Say} words
 * @param {Pick<Refusal, "code" | "values">} reason
 */
export function refusal(words, { code, values }) {
  const sentence = /** @type {(words: Say, values: Refusal["values"]) => string} */ (REFUSALS[code])
  return oneLine(sentence(words, values))
}

/** @type {(words: Say, values: Unknown) => string} */
function unknown({ say, listed }, { kind, name, ...values }) {
  const known = [...values.known].sort()
  const close = nearest(name, known)
  let meant = close ? ` (did you mean ${close}?)` : ""
  if (!meant && 0 < known.length && known.length <= LISTED) meant = say("refusal.unknown.known", { known: listed(known) })
  return say("refusal.unknown.said", { kind: say(`refusal.thing.${kind}`), name, meant })
}

/** @type {(kind: string) => (words: Say, values: {date: string} & Omit<Unknown, "kind">) => string} */
const inLog = kind => (words, { date, ...values }) =>
  words.say("refusal.log", { date, unknown: unknown(words, { ...values, kind }) })

/** @type {{[Code in Refusal["code"]]: (words: Say, values: Extract<Refusal, {code: Code}>["values"]) => string}} */
const REFUSALS = {
  unknown,
  "no-level": ({ say, listed }, { role, level, levels }) =>
    say("refusal.no-level", { role, level, levels: listed(levels) }),
  "not-after": ({ say }, { by, date, after }) => say(`refusal.not-after.${by}`, { date, after }),
  "too-far": ({ say }, values) => say("refusal.too-far", values),
  "no-days": ({ say }) => say("refusal.no-days"),
  future: ({ say }, values) => say("refusal.future", values),
  "log-round": inLog("round"),
  "log-question": inLog("question"),
  replaced: ({ say }, values) => say("refusal.replaced", values),
}
