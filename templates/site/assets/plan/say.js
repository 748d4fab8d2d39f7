// Looks up and fills in the sentences of a plan: the twin of generator/say.py and, for titles, of generator/wording.py.
// Words are the sections of templates/words/en.yml that scripts use, with Babel's names of days and months and its
// patterns of lists, so that every browser writes the same.

/** @import { Role, Words } from "./types.js" */

/**
 * @typedef {"short" | "full" | "day" | "day-short" | "weekday"} Style
 * @typedef {ReturnType<typeof makeSay>} Say
 */

const NAME = /\{(\w+)\}/g
const ADJUSTMENTS = [
  "time+25", "time+50", "breaks", "captions", "large-print", "no-interruptions", "typed-answers", "questions-ahead",
]

/** @type {(names: string[]) => string} */
const inOrder = names => [...new Set(names)].sort().join(", ")

/**
 * Returns the functions that put a plan in words.
 * @param {Words} words
 */
export function makeSay(words) {
  const plurals = new Intl.PluralRules(words.locale)

  /** Returns whether there is a text with this key. @type {(key: string) => boolean} */
  const has = key => Object.hasOwn(words.texts, key)

  /**
   * Returns a text with its placeholders filled in; `count` chooses the plural form. Throws if there is no such text,
   * or if the values aren't exactly its placeholders. A text with plural forms doesn't need `count` as a placeholder.
   * @type {(key: string, values?: Record<string, unknown>) => string}
   */
  const say = (key, values = {}) => {
    if (!has(key)) throw new Error(`there is no text ${key}`)
    const text = words.texts[key]
    const plural = typeof text !== "string"
    const forms = plural ? text : { other: text }
    if (plural && !Object.hasOwn(values, "count")) {
      throw new Error(`${key}: has forms for several counts, and no count is given`)
    }
    const wanted = Object.values(forms).flatMap(form => [...form.matchAll(NAME)].map(found => found[1]))
    const given = Object.keys(values)
    const more = plural ? ["count"] : []
    if (inOrder([...wanted, ...more]) !== inOrder([...given, ...more])) {
      throw new Error(`${key}: expected the values ${inOrder(wanted) || "none"}; got ${inOrder(given) || "none"}`)
    }
    const form = plural ? text[plurals.select(Number(values.count))] ?? text.other : text
    return form.replace(NAME, (_, name) => String(values[name]))
  }

  /**
   * Formats an ISO date by a pattern of the catalogue: Sat 26 Dec, or in full Wednesday 20 January 2027.
   * @type {(iso: string, style?: Style) => string}
   */
  const date = (iso, style = "short") => {
    const [year, month, day] = iso.split("-").map(Number)
    const weekday = (new Date(`${iso}T00:00Z`).getUTCDay() + 6) % 7 // from Monday
    /** @type {Record<string, string | number>} */
    const fields = {
      EEEE: words.days.wide[weekday], EEE: words.days.abbreviated[weekday],
      MMMM: words.months.wide[month - 1], MMM: words.months.abbreviated[month - 1], d: day, y: year,
    }
    return say(`format.${style}`).replace(/[A-Za-z]+/g, field => {
      if (!Object.hasOwn(fields, field)) throw new Error(`format.${style}: no field ${field} is known`)
      return String(fields[field])
    })
  }

  /** Formats ISO dates as a list, in short form. @type {(days: readonly string[]) => string} */
  const dates = days => listed(days.map(day => date(day)))

  /**
   * Formats a range of days: 21–27 December, 28 December – 3 January, 3 January.
   * @type {(first: string, last: string) => string}
   */
  const span = (first, last) => {
    if (first === last) return date(first, "day")
    if (first.slice(0, 7) === last.slice(0, 7)) {
      return say("span.in-a-month", { first: Number(first.slice(8)), last: date(last, "day") })
    }
    return say("span.across-months", { first: date(first, "day"), last: date(last, "day") })
  }

  /** Formats a list with commas and a final “and”. @type {(parts: readonly string[]) => string} */
  const listed = parts => parts.reduce((before, each, at) => {
    const last = at === parts.length - 1
    const pattern = last ? words.list[at === 1 ? "2" : "end"] : words.list[at === 1 ? "start" : "middle"]
    return at ? pattern.replace(/\{[01]\}/g, part => part === "{0}" ? before : each) : each
  }, "")

  /** Formats a number: up to twelve as a word, others in figures. @type {(count: number) => string} */
  const number = count => has(`number.${count}`) ? say(`number.${count}`) : String(count)

  /** Formats a place: first, second, third. @type {(place: number) => string} */
  const ordinal = place => has(`ordinal.${place}`) ? say(`ordinal.${place}`) : say("ordinal.more", { place })

  /** Formats a count of things that the catalogue knows: 1 day, 3 mocks. @type {(thing: string, n: number) => string} */
  const counted = (thing, count) => say(`count.${thing}`, { count })

  /**
   * Formats minutes in hours, rounded up to half hours: half an hour, 1 hour, 11.5 hours.
   * @type {(minutes: number) => string}
   */
  const hours = minutes => {
    const halves = Math.ceil(minutes / 30)
    if (halves === 1) return say("hours.half")
    if (halves % 2 === 0) return say("hours.whole", { count: halves / 2 })
    return say("hours.and-a-half", { hours: (halves - 1) / 2 })
  }

  /** Formats minutes: 45 min, or in full 45 minutes. @type {(count: number, how?: {full: boolean}) => string} */
  const minutes = (count, { full } = { full: false }) =>
    full ? counted("minute", count) : say("session.minutes", { minutes: count })

  /** Formats the name of a week of a plan. @type {(n: number) => string} */
  const week = n => say("session.week", { week: n })

  /**
   * Formats a kind of session: Baseline, Loop 2, Drill (again).
   * @type {(name: string, loop?: number, drill?: string) => string}
   */
  const kind = (name, loop = 0, drill = "") => {
    if (drill) return say(`drill.${drill}`)
    const said = say(`kind.${name}.name`)
    return loop ? say("kind.numbered", { kind: said, number: loop }) : said
  }

  /**
   * Returns who runs a session: their name, or a word for the kind of partner.
   * @type {(kind: string, name?: string) => string}
   */
  const partner = (kind, name = "") => name || say(`partner.${kind}`)

  /**
   * Returns the names of a candidate's adjustments, in the order of the model.
   * @type {(codes: readonly string[]) => string[]}
   */
  const adjustments = codes =>
    ADJUSTMENTS.filter(code => codes.includes(code)).map(code => say(`adjustment.${code}.name`))

  /** Returns a sentence for each level of confidence, 1 to 5. @type {() => string[]} */
  const confidence = () => [1, 2, 3, 4, 5].map(value => say(`confidence.${value}`))

  return {
    say, has, date, dates, span, listed, number, ordinal, counted, hours, minutes, week, kind, partner, adjustments,
    confidence,
  }
}

/** Returns a line that begins with a capital letter. @type {(line: string) => string} */
export const capital = line => {
  const [first = ""] = line
  return first.toUpperCase() + line.slice(first.length)
}

/**
 * Returns a title for use inside a sentence, beginning with a small letter unless it is an acronym such as SQL.
 * @type {(title: string) => string}
 */
export const inside = title => {
  const [first = "", second = ""] = title
  return /\p{Uppercase}/u.test(second) ? title : first.toLowerCase() + title.slice(first.length)
}

/**
 * Returns the title of a role at a level: its own title there, or one such as “Senior backend engineer”.
 * @type {(role: Pick<Role, "title" | "levels">, level: string) => string}
 */
export const roleAt = ({ title, levels }, level) => {
  const own = levels.find(each => each.id === level)?.title
  if (own) return own.toLowerCase().includes(title.toLowerCase()) ? own : `${own}, ${title}`
  if (new RegExp(`(?<![\\p{L}\\p{N}_])${level}(?![\\p{L}\\p{N}_])`, "iu").test(title)) return title
  return `${capital(level)} ${inside(title)}`
}
