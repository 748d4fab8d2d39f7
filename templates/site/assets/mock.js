// "Run a mock": draws a mock of a round by the day of this device, as `rehearse tonight` does (generator/tonight/mocks.py).
// A round's mocks are in a script that is loaded when someone chooses it: it works from a folder, too.
const LEVELS = ["junior", "mid", "senior", "staff"]
const NEEDS = ["anyone", "practitioner", "specialist"]
const RUNS = ["anyone can run it", "someone who does this work can run it", "a specialist can run it"]
const PAPERS = [["a4", "A4"], ["letter", "Letter"]]

const mixed = text => {
  let found = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) found = Math.imul(found ^ byte, 0x01000193)
  for (const [shift, factor] of [[16, 0x85ebca6b], [13, 0xc2b2ae35]]) found = Math.imul(found ^ found >>> shift, factor)
  return (found ^ found >>> 16) >>> 0
}

const today = () => {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-")
}

const element = (name, text, given = {}) => Object.assign(document.createElement(name), given, { textContent: text })

const listed = parts => parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`

const loading = {}
const load = round => loading[round] ??= new Promise((done, fail) => {
  const script = document.createElement("script")
  script.src = `tonight/${encodeURIComponent(round)}.js`
  script.onload = () => done(window.mocks[round].map(([letters, levels, needs, minutes, archives, ids, titles]) => ({
    code: `${round}-${letters}`, levels: LEVELS.filter((level, n) => levels >> n & 1), needs, minutes, archives, ids, titles,
  })))
  script.onerror = () => {
    delete loading[round]
    fail()
  }
  document.head.append(script)
})

const start = tool => {
  const form = tool.querySelector("form")
  const part = name => tool.querySelector(`.${name}`)
  let order = [] // the mocks that fit, in the order of the day
  let at = 0

  const chosen = () => Object.fromEntries(["round", "level", "partner"].map(name => [name, form.elements[name].value]))
  const pick = (name, value) => {
    const known = [...form.querySelectorAll(`[name=${name}]`)].find(each => each.value === value)
    if (known) known.checked = true
  }
  const fits = (mock, { level, partner }) =>
    (!level || mock.levels.includes(level)) && (!partner || mock.needs <= NEEDS.indexOf(partner))
  const words = name => form.querySelector(`[name=${name}]:checked + span`).textContent

  const address = () => { // the choice is kept in it, and the mock once it is another than the first of the day
    const kept = new URLSearchParams(Object.entries(chosen()).filter(([, value]) => value))
    if (at) kept.set("mock", order[at].code)
    try {
      history.replaceState(null, "", `?${kept}`)
    } catch { // opened from a folder
    }
  }

  const link = (text, path, given) => element("a", text, { href: `tonight/${path}`, ...given })

  const show = () => {
    const mock = order[at]
    const { level } = chosen()
    const facts = [words("round"), level || listed(mock.levels), `${mock.minutes} minutes`, RUNS[mock.needs]]
    part("said").replaceChildren(element("b", mock.code), `: ${facts.join(", ")}. ${place()}`)
    part("line").textContent = lines(level, mock.levels)
    for (const get of tool.querySelectorAll(".get")) {
      const side = get.dataset.side
      const whose = side === "partner" ? "Yours" : "Sealed"
      const sealed = side === "sealed"
      const links = PAPERS.map(([paper, title]) => {
        const path = `${mock.code}-${side}-${paper}.pdf`
        return link(`PDF, ${title}`, path, { className: "btn", ariaLabel: `${whose}: PDF, ${title}`, download: sealed ? path : "" })
      })
      if (!sealed) links.forEach(each => each.removeAttribute("download"))
      const archives = mock.archives.filter(name => sealed === (name === ""))
      links.push(...archives.map(name => {
        const path = [mock.code, name, "files.zip"].filter(Boolean).join("-")
        const title = { "": "Files to work on", twin: "Files of the other question", solution: "Solution" }
        return link(`${title[name.split("-").at(-1)]} (ZIP)`, path, { download: path })
      }))
      get.replaceChildren(...links)
    }
    tool.querySelector("details").open = false
    tool.querySelector("details ul").replaceChildren(...mock.ids.map((id, n) => {
      const item = document.createElement("li")
      item.append(element("a", mock.titles[n], { href: `questions/${id}.html` }))
      return item
    }))
  }

  const lines = (level, [lowest, ...others]) => level === lowest || !others.length ? ""
    : `The session sheet has the line for ${lowest}, its first page the one for ${level || listed(others)}.`

  const place = () => order.length < 2 ? "It’s the only one that fits." : at ? `That’s ${at + 1} of ${order.length} that fit.`
    : `The day drew it from ${order.length} that fit.`

  const wider = every => {
    const given = chosen()
    part("said").textContent = `No mock fits: ${words("round")}, ${[given.level, given.partner && words("partner").toLowerCase()]
      .filter(Boolean).join(", ")}.`
    for (const button of tool.querySelectorAll("[data-drop]")) {
      const name = button.dataset.drop
      const count = given[name] && every.filter(mock => fits(mock, { ...given, [name]: "" })).length
      button.hidden = !count
      button.textContent = `${name === "level" ? "Any level" : "Whoever it needs"}: ${count}`
    }
  }

  const draw = async wanted => {
    const { round } = chosen()
    if (!round) return
    let every
    try {
      every = await load(round)
    } catch {
      part("said").textContent = "The list of this round can’t be loaded. Choose a question from the lists below."
      part("drawn").hidden = part("wider").hidden = true
      return
    }
    if (round !== chosen().round) return // another was chosen meanwhile
    const day = today()
    order = every.filter(mock => fits(mock, chosen())).map(mock => [mixed(`${day}/${mock.code}`), mock])
      .sort(([a, one], [b, other]) => a - b || (one.code < other.code ? -1 : 1)).map(([, mock]) => mock)
    at = Math.max(0, order.findIndex(mock => mock.code === wanted))
    part("drawn").hidden = !order.length
    part("wider").hidden = Boolean(order.length)
    if (order.length) show()
    else wider(every)
    address()
  }

  form.addEventListener("change", () => draw())
  form.addEventListener("submit", event => event.preventDefault())
  part("another").addEventListener("click", () => {
    at = (at + 1) % order.length
    show()
    address()
  })
  for (const button of tool.querySelectorAll("[data-drop]")) {
    button.addEventListener("click", () => {
      pick(button.dataset.drop, "")
      draw()
      form.querySelector(`[name=${button.dataset.drop}]:checked`).focus()
    })
  }

  const given = new URLSearchParams(location.search)
  form.reset() // a browser may have kept what was chosen; the address decides
  for (const name of ["round", "level", "partner"]) pick(name, given.get(name) ?? "")
  draw(given.get("mock"))
}

const tool = document.querySelector(".rh.mock")
if (tool) start(tool)
