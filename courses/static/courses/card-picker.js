/* In the module's editing screen: shows the field that holds a card's UUID as a list of the cards in the same form. */
class CardPicker extends window.StimulusModule.Controller {
  static values = { none: String };

  connect() {
    this.list = document.createElement("select");
    this.list.addEventListener("focus", () => this.fill());
    this.list.addEventListener("pointerdown", () => this.fill());
    this.list.addEventListener("change", () => {
      this.element.value = this.list.value;
      this.element.dispatchEvent(new Event("input", { bubbles: true }));
      this.element.dispatchEvent(new Event("change", { bubbles: true }));
    });
    this.element.hidden = true;
    this.element.after(this.list);
    if (this.element.id) {
      this.list.id = `${this.element.id}-list`;
      const label = document.querySelector(`label[for="${CSS.escape(this.element.id)}"]`);
      if (label) label.htmlFor = this.list.id;
    }
    requestAnimationFrame(() => this.fill()); // the value is set after the field is made
  }

  disconnect() {
    this.list.remove();
    this.element.hidden = false;
  }

  /* The cards as they stand now, with what is typed in their titles. */
  fill() {
    const chosen = this.element.value;
    const cards = [...document.querySelectorAll('input[name^="cards-"][name$="-value-title"]')].flatMap((title) => {
      const stem = title.name.slice(0, -"-value-title".length);
      const of = (part) => document.querySelector(`input[name="${stem}-${part}"]`)?.value;
      return /^cards-\d+$/.test(stem) && !of("deleted") ? [{ id: of("id"), place: Number(of("order")), title: title.value }] : [];
    });
    cards.sort((one, other) => one.place - other.place);
    const options = cards.filter((card) => card.id).map((card, at) => new Option(`${at + 1}. ${card.title}`, card.id));
    this.list.replaceChildren(new Option(this.noneValue, ""), ...options);
    this.list.value = options.some((option) => option.value === chosen) ? chosen : "";
  }
}

window.wagtail.app.register("card-picker", CardPicker);
