// Opens the search: a field in the header, on phones behind a lens. What it needs is loaded when it is first opened.
{
  const box = document.querySelector(".find")
  const root = document.currentScript.src.replace(/assets\/find\.js.*$/, "")
  const parts = {} // what the files in find/ have handed over, by their names
  globalThis.rehearseFind = (name, part) => { parts[name] = part }

  const load = path => new Promise((loaded, failed) => {
    const script = document.createElement("script")
    script.src = root + path
    script.onload = () => { script.remove(); loaded() }
    script.onerror = () => { script.remove(); failed(new Error(path)) }
    document.head.append(script)
  })

  const start = (field, lens) => {
    const [plain, close] = [box.querySelector(".find-plain"), box.querySelector(".find-close")]
    const [panel, status] = [box.querySelector(".find-panel"), box.querySelector("[role=status]")]
    let ready = null // a promise of the function that shows what is found
    let before = null // what had the focus when the search was opened
    let called = false // whether someone opened it, not only passed the field
    plain.hidden = true

    const prepared = () => ready ??= Promise.all(
      ["assets/search-engine.js", "assets/find-search.js", "assets/find-panel.js", "find/index.js"].map(load)
    ).then(() => globalThis.rehearseFindPanel({ panel, status, field, root, load, parts })).catch(() => {
      ready = null
      status.textContent = "The search could not be loaded."
    })

    const show = async () => {
      const found = await prepared()
      if (found && box.classList.contains("open")) found(called)
    }
    const open = () => {
      if (!box.classList.contains("open")) {
        box.classList.add("open")
        lens.setAttribute("aria-expanded", "true")
        for (const menu of document.querySelectorAll(".rh-header .menu[open]")) menu.open = false
      }
      show()
    }
    const shut = back => {
      called = false
      box.classList.remove("open")
      lens.setAttribute("aria-expanded", "false")
      panel.hidden = true
      status.textContent = ""
      if (!back) return
      const there = before?.isConnected && before !== document.body && before.getClientRects().length ? before : lens
      if (there.getClientRects().length) there.focus()
      else field.blur()
    }
    const enter = () => {
      if (!box.contains(document.activeElement)) before = document.activeElement
      called = true
      open()
      field.focus()
      field.select()
    }
    const move = step => {
      const places = [field, ...panel.querySelectorAll(".hits a")]
      const at = places.indexOf(document.activeElement) + step
      places[Math.max(0, Math.min(at, places.length - 1))].focus()
    }

    lens.addEventListener("click", () => box.classList.contains("open") ? shut(true) : enter())
    close.addEventListener("click", () => shut(true))
    field.addEventListener("focus", event => {
      if (!box.classList.contains("open")) before = event.relatedTarget
      open()
    })
    field.addEventListener("input", open)
    box.addEventListener("keydown", async event => {
      if (event.isComposing) return
      if (event.key === "Escape" && box.classList.contains("open")) {
        event.preventDefault()
        shut(true)
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault()
        move(event.key === "ArrowDown" ? 1 : -1)
      } else if (event.key === "Enter" && event.target === field) {
        event.preventDefault()
        await show()
        panel.querySelector(".hits a")?.click()
      }
    })
    box.addEventListener("focusout", event => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) shut(false)
    })
    document.addEventListener("pointerdown", event => {
      if (box.classList.contains("open") && !box.contains(event.target)) shut(false)
    })
    document.addEventListener("keydown", event => {
      const typed = event.target.closest?.("input, textarea, select, [contenteditable]")
      if (event.key === "/" && !typed && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault()
        enter()
      }
    })
    addEventListener("pagehide", () => shut(false)) // Back finds the page as it was before the search
  }

  if (box) start(box.querySelector("input"), box.querySelector(".find-lens"))
}
