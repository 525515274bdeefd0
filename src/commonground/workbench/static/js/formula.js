// A formula is looked at when its field is left: the sign that is wrong is marked below it, by the program's own reading.
for (const field of document.querySelectorAll("input[data-check]")) {
  const place = document.getElementById(field.getAttribute("aria-describedby"));
  field.addEventListener("blur", async () => {
    const asked = field.value.trim();
    if (!asked) return place.replaceChildren();
    const answer = await fetch(`${field.dataset.check}.json?text=${encodeURIComponent(asked)}`);
    if (field.value.trim() !== asked) return;
    const { problem, marked, told } = await answer.json();
    const lines = [];
    if (problem) {
      const shown = document.createElement("pre");
      shown.textContent = marked;
      const words = document.createElement("p");
      words.className = "problem";
      words.textContent = told;
      lines.push(shown, words);
    } else {
      const words = document.createElement("p");
      words.className = "note";
      words.textContent = told;
      lines.push(words);
    }
    place.replaceChildren(...lines);
    field.setAttribute("aria-invalid", problem ? "true" : "false");
    place.dataset.asked = asked;
  });
}
