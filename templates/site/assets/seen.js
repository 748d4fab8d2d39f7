// Which questions someone has seen, kept on this device and nowhere else. A question's page marks itself once a person
// opens a hint or a follow-up, prints it, or says so. Opening the page marks nothing.
const rehearsalSeen = (() => {
  // one list per site: several may share a host, and all folders share one storage
  const key = `rehearsal-seen:${new URL("..", document.currentScript.src).pathname}`
  return {
    // The ids; none if nothing is kept or what is kept is no list.
    read() {
      try {
        const kept = JSON.parse(localStorage.getItem(key))
        return new Set(Array.isArray(kept) ? kept.filter(each => typeof each === "string") : [])
      } catch {
        return new Set()
      }
    },
    // Marks a question, or takes the mark back. False: it was not kept, since storage is blocked or full.
    mark(id, seen) {
      const ids = this.read()
      if (seen) ids.add(id)
      else ids.delete(id)
      try {
        localStorage.setItem(key, JSON.stringify([...ids]))
        return true
      } catch {
        return false
      }
    },
    // Whether this browser keeps anything for this page.
    works() {
      try {
        localStorage.setItem(`${key}?`, "")
        localStorage.removeItem(`${key}?`)
        return true
      } catch {
        return false
      }
    },
    key,
  }
})()

for (const part of document.querySelectorAll(".rh.seen")) {
  const id = part.dataset.question
  const button = part.querySelector("button")
  const why = part.querySelector("[role=status]")
  const show = () => {
    const seen = rehearsalSeen.read().has(id)
    button.setAttribute("aria-pressed", String(seen))
    button.querySelector(".dot").classList.toggle("seen", seen)
  }
  const mark = seen => {
    const kept = rehearsalSeen.mark(id, seen)
    why.textContent = kept ? "" : "Not kept: this browser’s storage is blocked or full."
    show()
  }
  button.addEventListener("click", () => mark(button.getAttribute("aria-pressed") !== "true"))
  for (const summary of document.querySelectorAll(".rh.steps summary")) {
    summary.addEventListener("click", () => {
      if (!summary.parentElement.open) mark(true)
    })
  }
  addEventListener("beforeprint", () => mark(true))
  addEventListener("pageshow", show) // also when someone comes back to it
  addEventListener("storage", show)
  show()
}
