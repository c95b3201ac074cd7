"""Printed slips: a sign-in name, the site's address, a code and the same as a square for a phone's camera."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from learners.entrance import invitations
from learners.models import Enrolment, Invitation, Program, User

QUIET_ZONE = 4  # modules of white around a QR code, as its standard asks for


@dataclass(frozen=True, slots=True)
class Slip:
    """Lives as long as the answer that shows it: the code is kept nowhere."""

    person: User
    code: str
    until: datetime

    @property
    def address(self) -> str:
        return f"{settings.BASE_URL.partition('://')[2]}/welcome"

    @property
    def square(self) -> SafeString:
        return qr_code(invitations.link(self.code), _("The same for a phone's camera"))


@transaction.atomic
def make(people: Iterable[User | Enrolment], *, by: User, now: datetime, program: Program | None = None) -> list[Slip]:
    """A new code for each, or for none. Raises ValidationError."""
    return [_slip(one, by, now, program) for one in people]


def _slip(one: User | Enrolment, by: User, now: datetime, program: Program | None) -> Slip:
    person, enrolment = (one.person, one) if isinstance(one, Enrolment) else (one, None)
    code = invitations.make(person, way=Invitation.Way.SLIP, by=by, now=now, enrolment=enrolment, program=program)
    return Slip(person, code, now + invitations.LASTS)


def qr_code(text: str, words: str) -> SafeString:
    """An SVG without any style of its own: one path of squares."""
    import qrcode

    code = qrcode.QRCode(border=QUIET_ZONE, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    squares = code.get_matrix()
    drawn = "".join(f"M{x} {y}h1v1h-1z" for y, line in enumerate(squares) for x, is_dark in enumerate(line) if is_dark)
    size = len(squares)
    svg = (
        '<svg class="qr" role="img" aria-label="{0}" viewBox="0 0 {1} {1}" shape-rendering="crispEdges">'
        '<rect width="{1}" height="{1}" fill="#fff"/><path d="{2}" fill="#000"/></svg>'
    )
    return format_html(svg, words, size, drawn)
