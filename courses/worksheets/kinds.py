"""The field kinds by the name that editions use. A new kind is a class of the contract and a line here."""

from courses.worksheets.checklist import Checklist
from courses.worksheets.contact import Contact
from courses.worksheets.contract import FieldKind
from courses.worksheets.day import Day
from courses.worksheets.lines import Lines
from courses.worksheets.scale import Scale
from courses.worksheets.table import Table
from courses.worksheets.texts import LongText, ShortText

_ALL = (ShortText(), LongText(), Lines(), Scale(), Table(), Checklist(), Day(), Contact())
FIELD_KINDS: dict[str, FieldKind] = {kind.name: kind for kind in _ALL}
