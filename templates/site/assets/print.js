/* The theme unfolds everything when it prints. What nobody opened is marked, so that print.css can leave it out. */
"use strict";
(() => {
  for (const one of document.querySelectorAll("article details:not([open])")) one.dataset.shut = ""
  // a click by mouse or key on what one opens: its state is still the one before
  addEventListener("click", event => {
    const one = event.target.closest("article summary")?.parentElement
    if (one) one.toggleAttribute("data-shut", one.open)
  })
})()
