"""A person to turn to. The value maps name, phone and how (how they can help) to texts, "" where left blank."""

from courses.worksheets.contract import Field, FieldError, FieldKind, Input, Posted, Value, texts

LONGEST = {"name": 200, "phone": 200, "how": 500}
LABELS = {"name": "Name", "phone": "Phone", "how": "How they can help"}


class Contact(FieldKind):
    name = "contact"

    def read(self, field: Field, posted: Posted, prefix: str | None = None) -> dict[str, str] | None:
        name = prefix or field["id"]
        contact = {part: "\n".join(dict.fromkeys(texts(posted, f"{name}-{part}"))) for part in LONGEST}
        for part, longest in LONGEST.items():
            if (found := len(contact[part])) > longest:
                sentence = "“{part}” has {found} characters; there is room for {longest}. Please make it shorter."
                raise FieldError(contact, "too-long", sentence, part=LABELS[part], found=found, longest=longest)
        return None if self.is_empty(contact) else contact

    def inputs(self, field: Field, value: Value | None, prefix: str | None = None) -> tuple[Input, ...]:
        name, contact = prefix or field["id"], value or {}
        return tuple(
            Input(f"{name}-{part}", contact.get(part, ""), label=LABELS[part], max_length=longest)
            for part, longest in LONGEST.items()
        )

    def words(self, field: Field, value: Value | None) -> list[str]:
        return [value[part] for part in LONGEST if value and value.get(part)]
