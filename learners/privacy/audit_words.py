"""What each action in the audit log is called, in words and by kind of work. A test finds every code that is written.

Sentences tell what somebody did, never what stood in it.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as noop

KINDS: dict[str, tuple[Any, dict[str, str]]] = {
    "emergencies": (
        gettext_lazy("Emergencies"),
        {
            "emergency-asked": noop("Asked for a record in an emergency"),
            "emergency-agreed": noop("Agreed that a record is opened in an emergency"),
            "emergency-ended": noop("Closed a record that was opened in an emergency, or said no"),
            "emergency-seen": noop("Looked at a record that was opened in an emergency"),
            "emergency-read": noop("Read why a record was opened in an emergency"),
            "emergencies-read": noop("Read the list of emergencies"),
        },
    ),
    "reading-people": (
        gettext_lazy("Reading about people"),
        {
            "person-read": noop("Opened the page of a person"),
            "summary-read": noop("Read the summary of a person"),
            "attempt-read": noop("Read a check-in of a person"),
            "sheet-read": noop("Read a worksheet that was shared"),
            "note-read": noop("Read notes of the team"),
            "minutes-read": noop("Read the online minutes of a person"),
            "reviews-read": noop("Read the progress reviews of a person"),
            "plan-read": noop("Looked at a change of a person's plan"),
            "certificate-read": noop("Opened a certificate"),
            "record-read": noop("Read the education record of a person"),
            "admission-read": noop("Opened the admission of a person"),
            "people-searched": noop("Looked for a person"),
        },
    ),
    "reading-groups": (
        gettext_lazy("Reading about groups"),
        {
            "huddle-read": noop("Read the sheet before group"),
            "cohort-read": noop("Read the people and weeks of a group"),
            "program-read": noop("Read the people of a program"),
            "attention-read": noop("Read who may need a word"),
            "admissions-read": noop("Read who comes in to a group"),
            "schedule-read": noop("Read the sessions of a group"),
            "session-read": noop("Opened a session"),
            "records-read": noop("Read the education records of a group"),
            "insight-read": noop("Read what check-ins tell of a group"),
            "remark-previewed": noop("Looked at whom marking again would change"),
        },
    ),
    "exports": (
        gettext_lazy("Files taken out"),
        {
            "record-exported": noop("Took out the education record of a person"),
            "records-exported": noop("Took out the education records of a group"),
            "program-exported": noop("Took out the progress of a program"),
            "audit-log-exported": noop("Took out the audit log"),
            "disclosures-exported": noop("Took out the list of what was shown to families"),
        },
    ),
    "coming-and-going": (
        gettext_lazy("Coming in, moving, leaving"),
        {
            "enrolled": noop("Brought a person in"),
            "moved": noop("Moved a person to another group"),
            "ended": noop("Discharged a person"),
            "people-admitted": noop("Brought many people in by a file"),
            "pathway-changed": noop("Changed the pathway of a person"),
        },
    ),
    "plans": (
        gettext_lazy("Changes of plans"),
        {
            "paused": noop("Paused a plan"),
            "extended": noop("Gave a plan more time"),
            "resumed": noop("Ended a pause"),
            "pause-taken-back": noop("Took a pause back"),
            "module-added": noop("Added a module to a plan"),
            "module-skipped": noop("Took a module out of a plan"),
            "module-moved": noop("Moved a module in a plan"),
            "change-undone": noop("Took a change of a plan back"),
            "opened-through": noop("Opened modules of a plan early"),
            "open-through-undone": noop("Took early opening back"),
            "excused": noop("Excused a person from a module"),
            "excuse-undone": noop("Took an excuse back"),
        },
    ),
    "following": (
        gettext_lazy("What staff write down"),
        {
            "note-written": noop("Wrote a note of the team"),
            "attention-acknowledged": noop("Said that they have seen why a person needs a word"),
            "attention-rules-set": noop("Changed the rules of who may need a word"),
            "minutes-corrected": noop("Corrected the online minutes of a person"),
            "review-set": noop("Planned a progress review"),
            "review-done": noop("Noted a progress review"),
            "certificate-issued": noop("Issued a certificate"),
            "key-corrected": noop("Corrected the key of a question"),
            "check-ins-marked-again": noop("Marked check-ins again"),
        },
    ),
    "groups": (
        gettext_lazy("Running groups"),
        {
            "session-added": noop("Added a session"),
            "session-planned": noop("Planned a session"),
            "session-begun": noop("Began a session"),
            "session-ended": noop("Ended a session"),
            "session-corrected": noop("Corrected a session"),
            "session-called-off": noop("Called a session off"),
            "session-put-back": noop("Put a session back on"),
            "attendance-recorded": noop("Noted who was there"),
            "live-question-asked": noop("Asked the group a question"),
            "live-question-closed": noop("Closed a question to the group"),
            "cohort-made": noop("Made a group"),
            "cohort-changed": noop("Changed the settings of a group"),
        },
    ),
    "sharing": (
        gettext_lazy("What people share"),
        {
            "sheet-shared": noop("Shared a worksheet with the team"),
            "sheet-unshared": noop("Stopped sharing a worksheet with the team"),
        },
    ),
    "accounts": (
        gettext_lazy("Accounts and signing in"),
        {
            "account-made": noop("Made an account"),
            "account-changed": noop("Changed name or address of an account"),
            "account-closed": noop("Closed an account"),
            "account-reopened": noop("Opened an account again"),
            "invited": noop("Made a code to come in"),
            "invitation-used": noop("Came in by a code"),
            "calendar-feed-made": noop("Made a calendar address"),
            "calendar-feed-ended": noop("Ended a calendar address"),
        },
    ),
    "roles": (
        gettext_lazy("Roles"),
        {
            "role-given": noop("Gave a role"),
            "role-ended": noop("Ended a role"),
            "facilitator-granted": noop("Let a person facilitate a group"),
            "facilitator-ended": noop("Ended that a person facilitates a group"),
            "roles-read": noop("Read who holds which role"),
        },
    ),
    "privacy": (
        gettext_lazy("Privacy"),
        {
            "audit-log-read": noop("Read the audit log"),
            "audit-checked": noop("Checked the chain of the audit log"),
            "consents-read": noop("Read the list of consents"),
            "consent-read": noop("Read what is known of a consent"),
            "consent-opened": noop("Opened a signed consent"),
            "disclosures-read": noop("Read what was shown to families"),
            "accounting-read": noop("Read what was shown of a person, for three years"),
            "requests-read": noop("Read the list of requests"),
            "request-read": noop("Opened a request of a person"),
            "request-decided": noop("Decided a request of a person"),
            "request-delayed": noop("Put off a request"),
            "restricted": noop("Restricted who sees the record of a person"),
            "erasure-previewed": noop("Looked at what an erasure would take"),
            "retention-set": noop("Changed how long things are kept"),
            "retention-read": noop("Read who is due by the rules on keeping"),
            "policy-published": noop("Published a legal text"),
        },
    ),
}
WORDS = {code: words for _label, codes in KINDS.values() for code, words in codes.items()}
EMERGENCIES = "emergencies"
# Of the detail of an event only these are told: kinds of files, days and numbers. Never what was chosen for a person.
TOLD = {
    "kind": noop("kind"),
    "lines": noop("lines"),
    "people": noop("people"),
    "first": noop("first day"),
    "last": noop("last day"),
    "number": noop("number"),
    "decision": noop("decision"),
    "fields": noop("fields"),
}


def said(code: str) -> str:
    """What somebody did. A code of a version that is gone reads as it is, without dashes."""
    return _(WORDS[code]) if code in WORDS else code.replace("-", " ").capitalize()


def detail(known: Mapping[str, Any]) -> str:
    """The harmless part of an event's detail, in words."""
    told = [f"{_(words)}: {known[key]}" for key, words in TOLD.items() if known.get(key) not in (None, "", [], {})]
    return ", ".join(told)


def codes_of(what: str) -> list[str]:
    """`what` is a code or a kind. An unknown one has none."""
    if what in KINDS:
        return list(KINDS[what][1])
    return [what] if what in WORDS else []


def choices() -> list[tuple[Any, Any]]:
    """For a list to choose from: each kind as a whole, then its actions."""
    chosen: list[tuple[Any, Any]] = [("", _("Everything"))]
    for kind, (label, codes) in KINDS.items():
        if codes:
            whole = _("All of: %(kind)s") % {"kind": label}
            chosen.append((label, [(kind, whole), *((code, _(words)) for code, words in codes.items())]))
    return chosen
