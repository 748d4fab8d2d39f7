// Searches the pages of find/index.js and the questions of each round. Loaded by find.js when someone searches.
globalThis.rehearseSearch = ({ load, parts }) => {
  const { MiniSearch, stemmer } = globalThis.rehearseEngine
  const data = parts.index
  const QUESTIONS = 1 // the group of questions
  const KINDS = { Round: 1.8, Guide: 1.6, Topic: 1.4, Role: 1.3, Plan: 1.3, Sheets: 0.5, Example: 0.15, Question: 1 }

  // Words: lower case, no accents, one spelling, one stem.
  const STOP = new Set(("a about an and are as at be by can did do does for from how i if im in is it its me my of on or our "
    + "should so that the this to us was we what whats which who will with would you your").split(" "))
  const written = data.spellings.flatMap(([first, ...others]) => others.map(each => [each, first]))
  const isWord = each => /^[\p{L}\p{N}]+$/u.test(each)
  const ONE = new Map(written.filter(([each]) => isWord(each)))
  const SEVERAL = written.filter(([each]) => !isWord(each)).map(([each, first]) => {
    const parts = each.split(/[\s-]+/).map(part => part.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("[\\s-]+")
    return [new RegExp(`(?<![\\p{L}\\p{N}])${parts}(?![\\p{L}\\p{N}])`, "gu"), first]
  })
  const wordsOf = text => {
    let plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}|['’]/gu, "")
    for (const [pattern, first] of SEVERAL) plain = plain.replace(pattern, first)
    return plain.match(/[\p{L}\p{N}]+[+#]*/gu) ?? []
  }
  const stems = new Map()
  const stem = word => {
    if (!stems.has(word)) {
      const one = ONE.get(word) ?? word
      const american = one.replace(/our(?=$|al|s$|ed$|ing|ist|ful|it|able)/, "or").replace(/is(?=e$|ed$|es$|er|ing$|ation)/, "iz")
      stems.set(word, stemmer(american.replace(/ys(?=e$|ed$|es$|ing$)/, "yz")))
    }
    return stems.get(word)
  }
  const asked = text => {
    const words = [...new Set(wordsOf(text))]
    const telling = words.filter(word => !STOP.has(word))
    return telling.length ? telling : words
  }

  // Words that most searches here could have: they count for little beside others.
  const WEAK = new Set("interview question tips prepare preparation common best good example advice".split(" ").map(stem))
  const weight = term => WEAK.has(term) ? 0.3 : 1
  const weights = terms => [...terms].reduce((sum, term) => sum + weight(term), 0)

  /** Edits between two words, a swap of neighbours counting as one; more than `most` is any larger number. */
  const edits = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1
    let [last, row] = [[], [...Array(other.length + 1).keys()]]
    for (let i = 1; i <= one.length; i++) {
      const next = [i]
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1]
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !same)
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
        if (swapped) next[j] = Math.min(next[j], last[j - 2] + 1)
      }
      if (Math.min(...next) > most) return most + 1;
      [last, row] = [row, next]
    }
    return row[other.length]
  }
  const slips = word => word.length < 4 ? 0 : word.length < 8 ? 1 : 2

  // The index, and the pages by address.
  const known = new Map() // stem → a word that has it
  const pages = new Map()
  const index = new MiniSearch({
    idField: "u",
    fields: ["t", "h", "p", "s", "b", "m"],
    storeFields: ["k"],
    tokenize: wordsOf,
    processTerm: word => {
      if (STOP.has(word)) return null
      const found = stem(word)
      if (!known.has(found)) known.set(found, word)
      return found
    },
    extractField: (page, name) => name === "h" ? (page.h ?? []).map(each => each[1]).join(" . ") : page[name],
    searchOptions: {
      boost: { t: 5, h: 1.6, p: 2, s: 1.2, b: 0.4, m: 0.6 },
      tokenize: text => text.split(" "),
      processTerm: term => term,
      weights: { prefix: 0.5 },
      boostDocument: (address, term, { k }) => KINDS[k] ?? 1,
    },
  })
  const add = page => {
    if (pages.has(page.u)) return
    pages.set(page.u, page)
    index.add(page)
  }
  const levels = bits => {
    const names = data.levels.filter((name, n) => bits & 1 << n)
    const [first, last] = [names[0], names.at(-1)].map(name => data.levels.indexOf(name))
    return names.length > 2 && last - first === names.length - 1 ? `${names[0]} to ${names.at(-1)}` : names.join(" and ")
  }
  const addQuestions = (round, rows) => {
    for (const [id, title, about, bits, difficulty, minutes, topics] of rows) {
      add({
        u: `questions/${id}`, t: title, g: QUESTIONS, k: "Question", s: about, p: topics.map(n => data.topics[n]).join(" . "),
        m: `${round[1]} question ${data.levels.filter((name, n) => bits & 1 << n).join(" ")} ${data.difficulties[difficulty]}`,
        facts: `${round[1]}, ${levels(bits)}, ${data.difficulties[difficulty]}, ${minutes} min`,
      })
    }
  }
  for (const page of data.pages) add({ ...page, m: page.k === "Round" ? "round interview questions" : page.k })
  data.first.forEach((rows, n) => addQuestions(data.rounds[n], rows))

  // Questions come in a file for each round: all at once while they are few, later those that a search is about.
  const loading = new Map(data.rounds.filter(([, , count]) => !count).map(([name]) => [name, Promise.resolve()]))
  const loaded = new Set(loading.keys())
  const missing = () => data.rounds.filter(([name]) => !loaded.has(name))
  const fetchRound = name => {
    if (!loading.has(name)) {
      loading.set(name, load(`find/${name}.js`).then(async () => {
        const round = data.rounds.find(each => each[0] === name)
        for (let from = 0; from < parts[name].length; from += 200) { // so that nobody's keys wait for it
          if (from) await new Promise(later => setTimeout(later))
          addQuestions(round, parts[name].slice(from, from + 200))
        }
        loaded.add(name)
      }).catch(() => loading.delete(name)))
    }
    return loading.get(name)
  }

  // The search's own words: phrases and the addresses that they mean.
  const phrase = (said, means, counts) => {
    const star = said.endsWith("*")
    const words = asked(said.replace("*", ""))
    return { said, means, counts, star, words: words.map((word, n) => star && n === words.length - 1 ? word : stem(word)) }
  }
  const phrases = [
    ...data.words.flatMap(([said, means]) => said.map(each => phrase(each, means.map(page => data.pages[page]?.u ?? page), 1))),
    ...data.aliases.flatMap(([said, means]) => said.map(each => phrase(each, [means], 0.9))),
    ...Object.entries(data.adverts).flatMap(([name, said]) => said.map(each => phrase(each, [`rounds/${name}`], 0.45))),
  ].filter(each => each.words.length)
  const inPhrases = new Set(phrases.flatMap(each => each.words))

  /** How well a typed word is a word of a phrase, from 0 to 1. */
  const alike = (typed, word, { star, last }) => {
    if (typed === word) return 1
    if (star && typed.startsWith(word)) return 0.9
    const isKnown = known.has(typed) || inPhrases.has(typed)
    if (last && typed.length > 2 && word.startsWith(typed)) return isKnown ? 0.1 : 0.75
    const most = isKnown ? 0 : slips(typed)
    return most && edits(typed, word, most) <= most ? 0.7 : 0
  }
  /** Add to the results what the phrases lead to. */
  const addMeant = (terms, result) => {
    const top = 11 * Math.log(1 + pages.size)
    for (const { said, means, counts, star, words } of phrases) {
      const taken = new Set()
      let quality = counts
      for (const [n, word] of words.entries()) {
        let [best, at] = [0, ""]
        terms.forEach((typed, i) => {
          const like = alike(typed, word, { star: star && n === words.length - 1, last: i === terms.length - 1 })
          if (like > best) [best, at] = [like, typed]
        })
        quality *= best
        if (!best) break
        taken.add(at)
      }
      if (!quality) continue
      means.forEach((address, n) => {
        if (!pages.has(address)) return
        const entry = result(address)
        const all = taken.size === terms.length ? taken.size : weights(taken)
        const meant = top * all * quality * (1 - 0.07 * Math.min(n, 8))
        if (meant > entry.meant) Object.assign(entry, { meant, said: said.replace("*", "") })
        for (const term of taken) entry.covers.add(term)
      })
    }
  }

  /** The known words that a typed word is closest to, if it is unknown itself. */
  const readings = (term, last) => {
    if (known.has(term) || inPhrases.has(term) || !slips(term)) return []
    const all = [...known.keys()]
    if (last && all.some(each => each.startsWith(term))) return []
    const far = all.map(each => [edits(term, each, slips(term)), each]).filter(([most]) => most <= slips(term))
    const least = Math.min(...far.map(([most]) => most))
    return far.filter(([most]) => most === least).map(each => each[1]).slice(0, 3)
  }

  const search = text => {
    const words = asked(text)
    const terms = [...new Set(words.map(stem))]
    const found = new Map()
    const result = address => {
      if (!found.has(address)) {
        found.set(address, { page: pages.get(address), text: 0, meant: 0, said: "", terms: new Set(), covers: new Set() })
      }
      return found.get(address)
    }
    const read = new Map(terms.map((term, n) => [term, readings(term, n === terms.length - 1)]))
    const typed = new Map([...read].flatMap(([term, others]) => [term, ...others].map(each => [each, term])))
    const boostTerm = term => read.has(term) ? weight(term) : 0.6
    const prefix = term => term === terms.at(-1) && term.length > 1
    for (const each of index.search([...typed.keys()].join(" "), { boostTerm, prefix })) {
      const entry = result(each.id)
      const title = new Set(asked(entry.page.t).map(stem))
      const named = terms.length === title.size && terms.every(term => title.has(term))
      entry.text = each.score / each.queryTerms.length * (named ? 1.6 : 1)
      entry.terms = new Set(each.terms)
      entry.covers = new Set(each.queryTerms.map(term => typed.get(term)))
    }
    addMeant(terms, result)
    const all = [...found.values()]
    for (const each of all) {
      each.covered = weights(each.covers) / weights(terms)
      each.score = (Math.max(each.text, each.meant) + Math.min(each.text, each.meant) / 8) * each.covered ** 2
    }
    all.sort((one, other) => other.score - one.score || (one.page.u < other.page.u ? -1 : 1))
    return { words, terms, read, hits: all.filter(each => each.score > all[0].score * 0.07) }
  }

  return { QUESTIONS, asked, edits, fetchRound, known, loaded, missing, search, stem, STOP, wordsOf }
}
