// Finds phrases in an advertisement, such as keywords of a role or names of rounds.
// The twin of generator/advert/matching.py.
import { first, length, spaced } from "./letters.js"
import { keysOf } from "./tokens.js"
/** @typedef {import("./patterns.js").Rules} Rules */
/** @typedef {import("./sections.js").Passage} Passage */
/** @typedef {import("./tokens.js").Token} Token */

/**
 * An advertisement, its passages, and whether it is written entirely in small letters.
 * @typedef {{text: string, passages: Passage[], isSmall: boolean}} Reading
 */

/**
 * A phrase that was found: its meaning, the phrase, the words in the text, their place, and their section.
 * @typedef {{meaning: string, phrase: string, text: string, start: number, ofInterviews: boolean}} Found
 */

/** @typedef {{phrase: string, keys: string[], meaning: string}} Phrase */

/**
 * Phrases to find in a text, each with its meaning. `*` at the end of a word matches any ending: mentor* matches
 * mentoring. A name such as React matches only with a capital, unless the whole text has none.
 */
export class Phrases {
  /** @type {Map<string, Phrase>} */
  #whole = new Map()
  /** @type {Map<string, Phrase[]>} */
  #open = new Map()
  /** @type {Set<string>} */
  #begins = new Set()
  #longest = 2
  #rules

  /**
   * @param {Rules} rules
   * @param {Iterable<[phrase: string, meaning: string]>} meanings
   */
  constructor(rules, meanings) {
    this.#rules = rules
    for (const [phrase, meaning] of meanings) {
      const keys = keysOf(rules, phrase)
      if (keys.length) this.#add({ phrase, keys, meaning })
    }
  }

  /** @param {Phrase} phrase */
  #add(phrase) {
    const joined = phrase.keys.join("")
    if (phrase.phrase.includes("*")) {
      const begin = first(phrase.keys[0], 2)
      this.#open.set(begin, [...(this.#open.get(begin) ?? []), phrase])
    } else if (this.#whole.has(joined)) {
      return
    } else {
      this.#whole.set(joined, phrase)
    }
    this.#begins.add(first(joined, 1)).add(first(joined, 2))
    this.#longest = Math.max(this.#longest, phrase.keys.length + 2)
  }

  /**
   * Return the matches in the order of the text: the longest phrase at each place, without negated ones.
   * @param {Reading} reading
   * @returns {Found[]}
   */
  find({ text, passages, isSmall }) {
    const found = []
    for (const { tokens, ofInterviews } of passages) {
      for (let place = 0; place < tokens.length; ) {
        const { count, phrase } = this.#longestAt(tokens, place)
        const { start, negated } = tokens[place]
        place += count
        if (!phrase || negated) continue
        const written = text.slice(start, tokens[place - 1].end)
        if (!isSmall && this.#rules.name.test(phrase.phrase) && !/\p{Uppercase}/u.test(written)) continue
        found.push({ meaning: phrase.meaning, phrase: phrase.phrase, text: spaced(written), start, ofInterviews })
      }
    }
    return found
  }

  /**
   * Return how many words to go on, and the longest phrase that starts at a word, if any.
   * @param {Token[]} tokens
   * @param {number} place
   * @returns {{count: number, phrase?: Phrase}}
   */
  #longestAt(tokens, place) {
    const begin = first(tokens[place].key, 2)
    if (!this.#begins.has(begin)) return { count: 1 }
    let reach = 1
    while (reach < this.#longest && tokens[place + reach]?.joined) reach += 1
    for (let count = reach; count > 0; count -= 1) {
      const keys = tokens.slice(place, place + count).map(each => each.key)
      const joined = keys.join("")
      const whole = this.#whole.get(joined)
      if (whole && (areSame(keys, whole.keys) || this.#isLong(joined))) return { count, phrase: whole }
      for (const open of this.#open.get(begin) ?? []) {
        const fit = open.keys.length === count && keys.every((key, n) => fits(key, open.keys[n]))
        if (fit || this.#fitsJoined(keys, open.keys)) return { count, phrase: open }
      }
    }
    return { count: 1 }
  }

  /** @param {string} word */
  #isLong(word) {
    return length(word) >= this.#rules.limits.LETTERS
  }

  /**
   * Return whether words match a phrase with an open end if they are divided differently: micro services.
   * @param {string[]} keys
   * @param {string[]} wanted
   */
  #fitsJoined(keys, wanted) {
    const begin = wanted.join("").slice(0, -1)
    if (!this.#isLong(begin) || begin.includes("*")) return false
    return keys.slice(0, -1).join("").length < begin.length && keys.join("").startsWith(begin)
  }
}

/**
 * @param {string} key
 * @param {string} wanted
 */
const fits = (key, wanted) => (wanted.endsWith("*") ? key.startsWith(wanted.slice(0, -1)) : key === wanted)

/**
 * @param {string[]} some
 * @param {string[]} others
 */
const areSame = (some, others) => some.length === others.length && some.every((each, n) => each === others[n])
