// Shows what the search finds: groups in the order of their best result. Loaded by find.js when someone searches.
globalThis.rehearseFindPanel = ({ panel, status, field, root, load, parts }) => {
  const data = parts.index
  const SHOWN = 3 // results of each group
  const { QUESTIONS, asked, edits, fetchRound, known, loaded, missing, search, stem, STOP, wordsOf } =
    globalThis.rehearseSearch({ load, parts })

  const make = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...inside)
    return made
  }
  const marked = (text, terms) => {
    const whole = document.createDocumentFragment()
    for (const piece of text.split(/([\p{L}\p{N}'’+#]+)/u)) {
      const [word, ...others] = wordsOf(piece)
      whole.append(word && !others.length && !STOP.has(word) && terms.has(stem(word)) ? make("mark", {}, piece) : piece)
    }
    return whole
  }
  const has = (text, terms) => wordsOf(text).some(word => !STOP.has(word) && terms.has(stem(word)))
  const hit = ({ page, terms, meant, text, said }) => {
    const titled = has(page.t, terms) || has(page.s ?? "", terms)
    const heading = titled || page.k === "Question" ? null : (page.h ?? []).find(each => has(each[1], terms))
    const address = `${root}${page.u}.html${heading?.[0] ? `#${heading[0]}` : ""}`
    const about = make("span", { class: "what" }, marked(page.s ?? "", terms))
    const link = make("a", { href: address }, make("b", {}, marked(page.t, terms)), " ", about)
    if (heading) link.append(make("span", { class: "what" }, "On this page: ", marked(heading[1], terms)))
    const facts = page.facts ?? page.f ?? page.k
    const because = meant > text && !titled ? `Listed under “${said}”` : ""
    const notes = [facts, because].filter(Boolean).join(". ")
    if (notes) link.append(" ", make("small", {}, notes))
    return make("li", {}, link)
  }
  const button = (text, act, attributes = {}) => {
    const made = make("button", { type: "button", ...attributes }, text)
    made.addEventListener("click", act)
    return made
  }
  const tryIt = words => button(words, () => {
    field.value = words
    chosen = ""
    field.focus()
    show()
  })
  const offered = (lead, words) => make("p", { class: "find-try" }, lead, ...words.flatMap(each => [" ", tryIt(each)]))
  const counted = (count, what = "result") => `${count} ${what}${count === 1 ? "" : "s"}`

  /** Words of titles and of our own that are close to a word which nothing has. */
  const closeTo = words => {
    const near = new Map()
    const names = [...data.pages.map(each => each.t), ...data.words.flatMap(each => each[0])]
    for (const word of words.map(stem).filter(each => each.length > 3)) {
      for (const name of names.filter(each => each.length < 40)) {
        for (const other of asked(name).map(stem)) {
          const most = Math.max(1, Math.floor(word.length / 3))
          const far = other.length > 3 ? edits(word, other, most) : most + 1
          if (far <= most && far < (near.get(name) ?? 9)) near.set(name, far)
        }
      }
    }
    return [...near].sort((one, other) => one[1] - other[1] || one[0].length - other[0].length).slice(0, 4).map(each => each[0])
  }
  const nothing = (text, words) => {
    const close = closeTo(words)
    const total = data.rounds.reduce((sum, each) => sum + each[2], 0)
    return [
      make("p", { class: "find-none" }, `Nothing here is about “${text}”.`),
      ...close.length ? [offered("Close to it:", close)] : [],
      ...data.offered.length ? [offered("Or try:", data.offered)] : [],
      make("ul", { class: "hits" },
        make("li", {}, make("a", { href: `${root}questions/index.html` }, make("b", {}, `All ${counted(total, "question")}`))),
        make("li", {}, make("a", { href: `${root}topics/index.html` }, make("b", {}, "All topics")))),
    ]
  }
  const quoted = words => words.map(word => `“${word}”`).join(" and ")
  /** What the reader should know about how it was found: a word that nothing has, words that only some pages have. */
  const remark = ({ words, hits, read }) => {
    const unknown = words.filter((word, n) => {
      const term = stem(word)
      return !known.has(term) && !(n === words.length - 1 && [...known.keys()].some(each => each.startsWith(term)))
    })
    if (!unknown.length) return hits.every(each => each.covered < 1) ? "No page has all of these words; these have some." : ""
    if (hits[0].meant > hits[0].text) return `Nothing here says ${quoted(unknown)}; this is what it leads to.`
    const instead = unknown.flatMap(word => read.get(stem(word)) ?? []).map(term => known.get(term))
    const taken = instead.length ? `; read as ${quoted(instead)}` : ""
    return `Nothing here says ${quoted(unknown)}${taken}.`
  }

  let chosen = "" // the group that is shown alone, as text
  let shown = "" // for which search
  let saying = 0
  const say = text => { // once someone pauses
    clearTimeout(saying)
    saying = setTimeout(() => { status.textContent = text }, 400)
  }

  const more = text => {
    const left = missing()
    if (!left.length) return []
    const count = left.reduce((sum, each) => sum + each[2], 0)
    return [make("p", { class: "find-try" }, button(`Look through ${count.toLocaleString("en")} more questions`, async () => {
      for (const [name] of left) await fetchRound(name)
      if (field.value === text) show()
    }))]
  }
  /** Load the questions of the rounds that the first results are about, or of all if there are none. */
  const fetchFor = async (text, hits) => {
    if (data.few) return
    const good = hits.length && hits[0].covered === 1
    const wanted = good ? hits.slice(0, 3).flatMap(({ page }) => page.r ?? []) : missing().map(([name]) => name)
    for (const name of [...new Set(wanted)].slice(0, good ? 2 : undefined).filter(each => !loaded.has(each))) {
      await fetchRound(name)
      if (field.value !== text || !loaded.has(name)) return
      show()
    }
  }

  const show = called => {
    const text = field.value.trim()
    if (text !== shown) chosen = ""
    panel.hidden = !text && !(called && data.offered.length)
    panel.replaceChildren()
    if (!text) {
      shown = ""
      if (!panel.hidden) panel.append(offered("Try:", data.offered))
      return
    }
    const result = search(text)
    const { hits } = result
    if (!hits.length) {
      panel.append(...nothing(text, result.words), ...more(field.value))
      say(`Nothing found for ${text}`)
    } else {
      const groups = new Map()
      for (const each of hits) groups.set(each.page.g, [...groups.get(each.page.g) ?? [], each])
      const names = [...groups.keys()].map(g => data.groups[g])
      if (!names.includes(chosen)) chosen = ""
      const note = remark(result)
      if (note) panel.append(make("p", { class: "find-note" }, note))
      if (groups.size > 1) {
        const chip = (name, count) => button(`${name || "All"} ${count}`, () => {
          chosen = name
          show()
          panel.querySelector("[aria-pressed=true]")?.focus()
          if (name === data.groups[QUESTIONS]) fetchFor(field.value, [])
        }, { "aria-pressed": String(name === chosen) })
        panel.append(make("div", { class: "find-kinds", role: "group", "aria-label": "Kinds of result" },
          chip("", hits.length), ...[...groups].map(([g, each]) => chip(data.groups[g], each.length))))
      }
      for (const [g, of] of groups) {
        const name = data.groups[g]
        if (chosen && name !== chosen) continue
        const list = make("ol", { class: "hits", "aria-label": name }, ...of.slice(0, chosen ? 60 : SHOWN).map(hit))
        panel.append(make("p", { class: "label" }, make("span", {}, name), make("span", {}, String(of.length))), list)
        if (!chosen && of.length > SHOWN) {
          panel.append(make("p", { class: "find-try" }, button(`All ${of.length} in ${name}`, () => {
            chosen = name
            show()
            panel.querySelectorAll(".hits a")[SHOWN]?.focus()
          })))
        }
      }
      panel.append(...more(field.value))
      const each = [...groups].map(([g, found]) => `${data.groups[g]} ${found.length}`)
      say(`${counted(hits.length)}: ${each.join(", ")}`)
    }
    if (text !== shown) {
      panel.scrollTop = 0
      shown = text
      fetchFor(field.value, hits)
    }
  }

  return (data.few ? Promise.all(data.rounds.map(([name]) => fetchRound(name))) : Promise.resolve()).then(() => show)
}
