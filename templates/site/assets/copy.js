// Copies the prompt beside a button. Without scripts there is no button, and the prompt is selected by hand.
for (const button of document.querySelectorAll("button.copy")) {
  const part = button.closest(".rh")
  button.hidden = false
  button.addEventListener("click", async () => {
    const code = part.querySelector("code")
    try {
      await navigator.clipboard.writeText(code.textContent)
    } catch { // from a folder, or where the browser forbids it
      getSelection().selectAllChildren(code)
      if (!document.execCommand("copy")) return
      getSelection().removeAllRanges()
    }
    part.querySelector("[role=status]").textContent = "Copied."
  })
}
