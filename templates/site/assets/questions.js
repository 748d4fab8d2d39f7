// The page of all questions: filters that combine, what each choice would leave, one at random, not seen yet. What is
// filtered by comes from questions/rows.js. The page has the first rows of each round already; titles of others come
// from files beside it once they are to be shown or searched. Only rows that are shown are in the page.
(() => {
  const page = document.querySelector(".rh.bank")
  const data = window.rehearsalQuestions
  if (!page || !data) return

  const FEWEST = 10, MORE = 100 // rows: of a round at least, per click
  const DIFFICULTIES = ["easy", "medium", "hard"]
  const form = page.querySelector(".filters"), words = page.querySelector("[name=words]")
  const foldedBy = page.querySelector(".fold"), none = page.querySelector(".none"), chips = page.querySelector(".chips")
  const fields = [...form.elements, words].filter(each => each.name)
  const split = list => (list ? list.split(" ") : [])
  const element = (name, properties) => Object.assign(document.createElement(name), properties)
  const several = count => `${count.toLocaleString("en")} question${count === 1 ? "" : "s"}`

  // Columns: one value per question, in the order of the page
  const id = split(data.id), minutes = split(data.minutes).map(Number)
  const level = [...data.level].map(each => parseInt(each, 16)), difficulty = [...data.difficulty].map(Number)
  const topic = split(data.topic).map(each => each.split(",").map(Number)), topics = split(data.topics)
  const topicWords = topics.map(each => form.topic.querySelector(`option[value="${each}"]`).dataset.words)
  const round = [], title = [], about = [], rows = [], haystack = []
  let seen = new Set()

  const rounds = data.rounds.map(([name, count], n) => {
    const part = page.querySelector(`.of-round[data-round="${name}"]`), first = round.length
    for (let each = 0; each < count; each++) round.push(n)
    const list = part.querySelector("ol"), heading = part.querySelector("h2").textContent
    ;[...list.children].forEach((row, at) => {
      rows[first + at] = row
      title[first + at] = row.querySelector("a").textContent
      about[first + at] = row.querySelector(".about").textContent
    })
    const rest = part.querySelector(".rest") || part.appendChild(element("p", { className: "rest" }))
    const more = element("button", { type: "button", className: "btn" })
    rest.replaceChildren(more)
    return { name, heading, part, list, more, rest, count: part.querySelector(".count"), shown: [], limit: 0 }
  })

  // Titles that the page doesn't have
  const files = new Map()
  const arrived = new Map()
  window.rehearsalTitles = (file, pairs) => {
    pairs.forEach((pair, at) => ([title[file * data.perFile + at], about[file * data.perFile + at]] = pair))
    arrived.get(file)()
  }
  const loaded = file => {
    if (!files.has(file)) {
      files.set(file, new Promise((done, failed) => {
        const script = document.createElement("script")
        arrived.set(file, done)
        script.src = `titles-${file}.js`
        script.addEventListener("error", () => { files.delete(file); script.remove(); failed(new Error(script.src)) })
        document.head.append(script)
      }))
    }
    return files.get(file)
  }
  // What to wait for before these can be shown; nothing if the page has them all.
  const missing = numbers => {
    const wanted = new Set()
    for (const n of numbers) if (title[n] === undefined) wanted.add(Math.floor(n / data.perFile))
    return wanted.size ? Promise.all([...wanted].map(loaded)) : null
  }

  const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const searched = n => (haystack[n] ??= folded(
    [title[n], about[n], rounds[round[n]].heading, ...topic[n].map(each => topicWords[each])].join(" ")
  ))

  const { answer, left } = rehearsalFilters(
    { id, round, level, difficulty, minutes, topic }, { rounds: rounds.map(each => each.name), topics, searched, folded }
  )

  function made(n) {
    if (rows[n]) return rows[n]
    const row = page.querySelector("template").content.firstElementChild.cloneNode(true)
    const link = row.querySelector("a"), hard = DIFFICULTIES[difficulty[n]], graded = row.querySelector(".difficulty")
    link.href = `${id[n]}.html`
    link.append(title[n])
    graded.textContent = hard
    graded.className = `of difficulty level ${hard}`
    row.querySelector(".levels").textContent = data.levels[level[n].toString(16)]
    row.querySelector(".minutes").textContent = `${minutes[n]} min`
    row.querySelector(".about").textContent = about[n]
    row.querySelector(".topics").textContent = topic[n].map(each => topicWords[each]).join(", ")
    return (rows[n] = row)
  }

  // What is chosen: from the address, to the address, from the form, to the form
  const choices = name => fields.filter(each => each.name === name && each.value).map(each => each.value)
  function fromAddress() {
    const asked = new URLSearchParams(location.search)
    const known = (name, values) => values.filter(each => choices(name).includes(each))
    const most = Number(asked.get("minutes"))
    return {
      unseen: asked.get("unseen") === "1",
      round: known("round", asked.getAll("round").flatMap(each => each.split(","))),
      level: known("level", asked.getAll("level"))[0] || "",
      difficulty: known("difficulty", asked.getAll("difficulty"))[0] || "",
      minutes: Number.isInteger(most) && most > 0 ? most : 0,
      topic: topics.includes(asked.get("topic")) ? asked.get("topic") : "",
      words: (asked.get("words") || "").slice(0, 100),
    }
  }
  function address(state) {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(state)) {
      for (const each of [value].flat()) if (each) query.append(name, each === true ? "1" : each)
    }
    const text = query.toString()
    return text ? `?${text}` : location.pathname
  }
  function fromForm() {
    const given = new FormData(form)
    return {
      unseen: given.has("unseen"),
      round: given.getAll("round"),
      level: given.get("level") || "",
      difficulty: given.get("difficulty") || "",
      minutes: form.querySelector("[name=minutes]:checked") ? Number(given.get("minutes")) : now.minutes,
      topic: given.get("topic"),
      words: given.get("words").trim(),
    }
  }
  function toForm(state) {
    for (const each of fields) {
      const value = state[each.name]
      if (each.type === "checkbox") each.checked = each.name === "unseen" ? value : value.includes(each.value)
      else if (each.type === "radio") each.checked = each.value === String(value || "")
      else if (each !== words || each.value.trim() !== value) each.value = value
    }
  }

  // Painting
  const put = (element, text) => { if (element.textContent !== text) element.textContent = text }
  function paintCounts(found, state) {
    for (const each of fields) {
      if (each.type !== "checkbox" && each.type !== "radio") continue
      const count = left(found, each), label = each.closest("label")
      put(label.querySelector(".n"), count.toLocaleString("en"))
      label.classList.toggle("zero", count === 0)
    }
    for (const option of form.topic.options) {
      const at = topics.indexOf(option.value)
      if (at >= 0) put(option, `${topicWords[at]} (${found.counts.topic[at].toLocaleString("en")})`)
      option.classList.toggle("zero", at >= 0 && !found.counts.topic[at])
    }
    put(chips.querySelector("output"), `${found.shown.length.toLocaleString("en")} of ${id.length.toLocaleString("en")}`)
    put(form.querySelector(".done .n"), several(found.shown.length))
    page.querySelector(".random").disabled = !found.shown.length
    paintChips(state)
    paintNone(found, state)
  }
  function label(name, value) {
    const field = fields.find(each => each.name === name && each.value === String(value))
    return field && field.closest("label").querySelector("span").textContent
  }
  // Every filter that is set: its words, and the state without it.
  function set(state) {
    const found = []
    if (state.unseen) found.push([label("unseen", 1), { unseen: false }])
    for (const each of state.round) found.push([label("round", each), { round: state.round.filter(other => other !== each) }])
    for (const name of ["level", "difficulty"]) if (state[name]) found.push([label(name, state[name]), { [name]: "" }])
    if (state.minutes) found.push([`At most ${state.minutes} min`, { minutes: 0 }])
    if (state.topic) found.push([topicWords[topics.indexOf(state.topic)], { topic: "" }])
    if (state.words) found.push([`“${state.words}”`, { words: "" }])
    return found
  }
  function paintChips(state) {
    const list = chips.querySelector("ul"), all = set(state)
    list.replaceChildren(...all.map(([text, without], n) => {
      const item = document.createElement("li")
      const chip = element("button", { type: "button", className: "chip" })
      const said = element("span", { className: "sr", textContent: "Remove " })
      chip.append(said, text, element("i", { className: "x" }))
      chip.addEventListener("click", () => {
        change({ ...now, ...without })
        const others = list.querySelectorAll("button")
        ;(others[Math.min(n, others.length - 1)] || words).focus({ preventScroll: true })
      })
      item.append(chip)
      return item
    }))
    chips.querySelector(".clear-all").hidden = !all.length
    const folded_ = all.length - (state.words ? 1 : 0)
    foldedBy.querySelector(".n").textContent = folded_ || ""
  }
  const ANY = {
    unseen: "Seen or not", round: "Any round", level: "Any level", difficulty: "Any difficulty", minutes: "Any length",
    topic: "Any topic", words: "Any words",
  }
  const NO_FILTER = { unseen: false, round: [], level: "", difficulty: "", minutes: 0, topic: "", words: "" }
  function paintNone({ shown, without }, state) {
    none.hidden = shown.length > 0
    if (none.hidden) return
    const names = Object.keys(without)
    const fits = { 0: "There are no questions yet.", 1: "Nothing fits.", 2: "Nothing fits both." }[names.length]
    put(none.querySelector("h2"), fits || `Nothing fits all ${["three", "four", "five", "six", "seven"][names.length - 3]}.`)
    const all = set(state).map(([text]) => text).join(", ")
    put(none.querySelector("p"), names.length ? `No question is all of this: ${all}. Drop one:` : "")
    none.querySelector("ul").replaceChildren(...names.map(name => {
      const item = document.createElement("li"), count = without[name]
      const button = element("button", { type: "button", className: count ? "" : "zero" })
      button.append(
        element("span", { textContent: ANY[name] }), " ",
        element("span", { textContent: several(count) }),
      )
      button.addEventListener("click", () => {
        change({ ...now, [name]: NO_FILTER[name] })
        ;(none.hidden ? words : none.querySelector("button")).focus({ preventScroll: true })
      })
      item.append(button)
      return item
    }))
  }
  function paintSeen(row, n) {
    const is = seen.has(id[n])
    if (row.classList.contains("is-seen") === is) return
    row.classList.toggle("is-seen", is)
    row.querySelector(".dot").classList.toggle("seen", is)
    row.querySelector("a .sr").textContent = is ? "Seen: " : ""
  }
  function paintRows() {
    for (const each of rounds) {
      each.part.hidden = !each.shown.length
      const numbers = each.shown.slice(0, each.limit), wanted = numbers.map(made)
      wanted.forEach((row, at) => paintSeen(row, numbers[at]))
      const same = wanted.length === each.list.children.length && wanted.every((row, at) => row === each.list.children[at])
      if (!same) each.list.replaceChildren(...wanted)
      put(each.count, several(each.shown.length))
      const over = each.shown.length - wanted.length
      each.rest.hidden = !over
      put(each.more, `Show ${Math.min(over, MORE).toLocaleString("en")} more of ${each.shown.length.toLocaleString("en")}`)
    }
  }

  let now = NO_FILTER, found = null, turn = 0, last = ""
  // Shows what passes. Waits only if titles are missing; what was chosen meanwhile wins.
  function show(state) {
    now = state
    const mine = ++turn
    const all = state.words ? missing(id.keys()) : null
    const filter = () => {
      found = answer(state, seen)
      const groups = rounds.map((each, n) => found.shown.filter(at => round[at] === n))
      const some = groups.filter(each => each.length).length
      const limit = found.shown.length <= data.atOnce ? data.atOnce : Math.max(FEWEST, Math.floor(data.atOnce / some))
      rounds.forEach((each, n) => { each.shown = groups[n]; each.limit = limit })
      paintCounts(found, state)
      whenThere(rounds.flatMap(each => each.shown.slice(0, each.limit)), mine, paintRows)
    }
    if (all) all.then(() => mine === turn && filter(), notLoaded)
    else filter()
  }
  function whenThere(numbers, mine, paint) {
    const wait = missing(numbers)
    if (wait) wait.then(() => mine === turn && paint(), notLoaded)
    else paint()
  }
  function notLoaded() {
    chips.querySelector("output").textContent = "Some questions didn’t load. Check your connection and choose again."
  }
  // Shows and puts into the address. Typing, or moving along one list of choices, is one step back.
  function change(state, name = "") {
    const step = name && name === last ? "replaceState" : "pushState"
    last = name
    try {
      if (address(state) !== address(now)) history[step](null, "", address(state))
    } catch { /* a browser may refuse so many, or any in a folder: the filter works all the same */ }
    toForm(state)
    show(state)
  }
  function look() {
    seen = rehearsalSeen.read()
    show(now)
  }

  form.addEventListener("input", event => change(fromForm(), event.target.type === "checkbox" ? "" : event.target.name))
  words.addEventListener("input", () => change(fromForm(), "words"))
  for (const each of [form, words]) each.addEventListener("focusout", event => {
    if (event.relatedTarget?.name !== last) last = "" // moving along a row of radios moves the focus
  })
  form.addEventListener("submit", event => event.preventDefault())
  addEventListener("popstate", () => {
    last = ""
    now = fromAddress()
    toForm(now)
    show(now)
  })
  addEventListener("pageshow", event => { if (event.persisted) look() })
  addEventListener("storage", event => { if (event.key === rehearsalSeen.key || event.key === null) look() })
  chips.querySelector(".clear-all").addEventListener("click", () => {
    change(NO_FILTER)
    words.focus({ preventScroll: true })
  })
  foldedBy.addEventListener("click", () => {
    foldedBy.setAttribute("aria-expanded", String(form.classList.toggle("open")))
  })
  form.querySelector(".done").addEventListener("click", () => {
    form.classList.remove("open")
    foldedBy.setAttribute("aria-expanded", "false")
    foldedBy.focus()
  })
  for (const each of rounds) {
    each.more.addEventListener("click", () => {
      const from = each.limit, mine = turn
      each.limit += MORE
      whenThere(each.shown.slice(from, each.limit), mine, () => {
        paintRows()
        each.list.children[from]?.querySelector("a").focus({ preventScroll: true })
      })
    })
  }
  // One of what is shown; of those that were seen only if all were.
  function atRandom() {
    const fresh = found.shown.filter(n => !seen.has(id[n])), from = fresh.length ? fresh : found.shown
    return from.length ? `${id[from[Math.floor(Math.random() * from.length)]]}.html` : ""
  }
  page.querySelector(".random").addEventListener("click", () => {
    const there = found && atRandom()
    if (there) location.assign(there)
  })

  const unseen = form.querySelector("[name=unseen]")
  if (!rehearsalSeen.works()) {
    unseen.disabled = true
    const why = unseen.closest("fieldset").querySelector(".why")
    why.textContent = "This browser’s storage is blocked or full, so what you’ve seen isn’t kept."
  }
  seen = rehearsalSeen.read()
  now = fromAddress()
  if (unseen.disabled) now.unseen = false
  toForm(now) // a browser may have kept what was chosen
  show(now)
  if (new URLSearchParams(location.search).has("random") && found?.shown.length) location.replace(atRandom())
})()
