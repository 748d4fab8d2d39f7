// Narrows a long list of questions by words, difficulty and minutes, and says how many are left.
for (const form of document.querySelectorAll(".rh.questions .filter")) {
  const rows = [...form.parentElement.querySelectorAll("li")]
  const narrow = () => {
    const { words, difficulty, minutes } = Object.fromEntries(new FormData(form))
    const wanted = words.toLowerCase().split(/\s+/)
    for (const row of rows) {
      const text = row.textContent.toLowerCase()
      row.hidden =
        !wanted.every(word => text.includes(word)) ||
        (difficulty !== "" && row.dataset.difficulty !== difficulty) ||
        (minutes !== "" && Number(row.dataset.minutes) > Number(minutes))
    }
    form.querySelector("output").value = `${rows.filter(row => !row.hidden).length} of ${rows.length}`
  }
  form.addEventListener("input", narrow)
  form.addEventListener("submit", event => event.preventDefault())
  narrow() // a browser may have kept what was chosen
}
