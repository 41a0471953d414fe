// For the page of drafts, which works without: a button to copy a finding, and a file that is dropped on the text.

for (const box of document.querySelectorAll("details.copy textarea")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = box.getAttribute("aria-label");
    button.addEventListener("click", () => navigator.clipboard.writeText(box.value));
    box.after(button);
}

const text = document.getElementById("text");
const file = document.getElementById("file");
if (text && file) {
    text.addEventListener("dragover", (event) => event.preventDefault());
    text.addEventListener("drop", (event) => {
        if (!event.dataTransfer.files.length) return;
        event.preventDefault();
        file.files = event.dataTransfer.files;
        file.focus();
    });
}
