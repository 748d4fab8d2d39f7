// Says which section of a long page one is in, closes the list of sections after use, and leads back after a jump.
const HEADER = 64 // px that the header covers, a little more
const line = document.querySelector(".rh-here")
const column = document.querySelector(".rh-contents")
const links = [...document.querySelectorAll(".rh-contents a, .rh-here a")]
const sections = [...new Set(links.map(link => link.hash))]
  .map(hash => document.getElementById(decodeURIComponent(hash.slice(1))))
  .filter(Boolean)

if (line && sections.length) {
  const list = line.querySelector("details")
  const name = line.querySelector(".name")
  const place = line.querySelector(".place")
  const backs = [...document.querySelectorAll(".rh-here .back, .rh-contents .back")]
  const nowhere = [name.textContent, place.textContent]
  let current
  let from = null // where the reader was before the jump
  let kept = false // whether the browser's own Back leads there, too

  const title = section => section.firstChild.textContent.trim()

  const look = () => {
    const top = HEADER + (line.offsetHeight || 0) + 48 // a heading has its hairline and some air above
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2 && scrollY > 0
    const found = atEnd ? sections.length - 1 : sections.findLastIndex(each => each.getBoundingClientRect().top < top)
    if (found === current) return
    current = found
    for (const link of links) {
      if (found >= 0 && link.hash === "#" + encodeURIComponent(sections[found].id)) link.setAttribute("aria-current", "location")
      else link.removeAttribute("aria-current")
    }
    name.textContent = found < 0 ? nowhere[0] : title(sections[found])
    place.textContent = found < 0 ? nowhere[1] : `${found + 1} of ${sections.length}`
  }

  let asked = false
  const soon = () => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      asked = false
      look()
    })
  }
  addEventListener("scroll", soon, { passive: true })
  addEventListener("resize", soon)
  look()

  const offer = position => {
    from = position
    for (const back of backs) back.hidden = position === null
  }
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']")
    if (link && link.closest(".md-main") && !link.matches(".headerlink")) {
      offer(scrollY)
      kept = link.hash !== location.hash
      if (kept) history.replaceState({ here: scrollY }, "")
    }
    if (!event.target.closest(".rh-here details") || link) list.open = false
  })
  const rest = position => requestAnimationFrame(() => scrollTo({ top: position, behavior: "instant" }))
  addEventListener("popstate", () => {
    if (history.state?.here === undefined) return // a jump, not a way back
    rest(history.state.here)
    offer(null)
  })
  for (const back of backs) {
    back.addEventListener("click", () => {
      const position = from
      offer(null)
      const stays = line.contains(back) ? list.querySelector("summary") : column.querySelector("[aria-current], a")
      stays.focus({ preventScroll: true })
      if (kept) history.back()
      else rest(position)
    })
  }
  list.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !list.open) return
    list.open = false
    list.querySelector("summary").focus()
  })
  list.addEventListener("focusout", event => {
    if (event.relatedTarget && !list.contains(event.relatedTarget)) list.open = false
  })
}
