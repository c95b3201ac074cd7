"""What lies on the privacy desk of the demo clinic: requests, one of them answered, a changed rule, a text, a check.

Consents and what was shown come from Maya herself; an emergency is tried out by whoever looks around.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from learners.demo.admission import at_noon
from learners.models import PrivacyRequest, User
from learners.privacy import checks, decisions, requests, retention_rules

Kind = PrivacyRequest.Kind
ANSWER = "It is spelled as you write it now. Thank you for telling us."


def fill(accounts: Mapping[str, User], *, today: date) -> None:
    ago = {days: at_noon(today - timedelta(days=days)) for days in (1, 8, 12, 26)}
    luis, maya, omar, paula = (accounts[name] for name in ("luis", "maya", "omar", "paula"))
    requests.make(luis, Kind.RESTRICT, "Please let only Fran see how I do.", by=luis, now=ago[26])
    asked = requests.make(maya, Kind.CORRECT, "My last name has no accent.", by=maya, now=ago[12])
    decisions.grant(asked, answer=ANSWER, by=paula, now=ago[8])
    requests.make(omar, Kind.ERASE, "I do not come any more. Please forget me.", by=omar, now=ago[1])
    retention_rules.change({"writing_years": 6, "record_years": 7, "invitation_days": 60}, by=paula, now=ago[8])
    checks.look_through(now=ago[1])
