"""What an audited act means to the person whom it is about, in words. No code of ours is ever shown.

Every action that the code notes stands in one of these lists, or a test fails.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

LOOKED: dict[str, Any] = {
    "person-read": _("The page about you"),
    "plan-read": _("Your plan, before a change"),
    "attempt-read": _("One of your check-ins, with your answers"),
    "sheet-read": _("A worksheet that you show to your team"),
    "summary-read": _("The summary of your progress"),
    "minutes-read": _("Your online minutes"),
    "reviews-read": _("The reviews of your progress"),
    "note-read": _("A note of your team about you"),
    "attention-read": _("Whether you may need a word"),
    "record-read": _("Your education record"),
    "record-exported": _("Your education record, as a file"),
    "certificate-read": _("Your certificate"),
    "admission-read": _("Your account and your time in the program"),
    "consent-read": _("What is known of a consent of yours"),
    "consent-opened": _("A consent that you signed"),
    "accounting-read": _("The list of what was shown of you"),
    "request-read": _("What you asked for, in your words"),
    "erasure-previewed": _("What erasing your data would take"),
    "audit-log-read": _("The log of who looked at your record"),
    "audit-log-exported": _("The log of who looked at your record, as a file"),
    "disclosures-read": _("The list of what was shown of you"),
    "disclosures-exported": _("The list of what was shown of you, as a file"),
    "emergency-asked": _("Somebody asked to see your record in an emergency"),
    "emergency-agreed": _("A second person agreed that your record is opened in an emergency, for an hour"),
    "emergency-ended": _("Your record was closed again after an emergency, or not opened"),
    "emergency-seen": _("How your record was opened in an emergency, by the privacy officer"),
    "emergency-read": _("Why your record was asked for in an emergency"),
}
OF_GROUP: dict[str, Any] = {
    "cohort-read": _("Your group's list was opened"),
    "huddle-read": _("The sheet for the team before your group met"),
    "attention-read": _("The list of those in your group who may need a word"),
    "session-read": _("A meeting of your group, with who is expected"),
    "schedule-read": _("The meetings of your group"),
    "admissions-read": _("The list of who comes into your group"),
    "insight-read": _("What your group knows, in numbers"),
    "records-read": _("The education records of your group"),
    "records-exported": _("The education records of your group, as a file"),
    "program-read": _("The list of everybody in your program"),
    "program-exported": _("A table of everybody in your program, as a file"),
}
CHANGED: dict[str, Any] = {
    "account-made": _("Your account was made"),
    "account-changed": _("Your name or address was changed"),
    "account-closed": _("Your account was closed"),
    "account-reopened": _("Your account was opened again"),
    "second-step-reset": _("Your second step was taken away, so that you can set it up anew"),
    "invited": _("You were sent, or given, a code to sign in"),
    "enrolled": _("You were brought into a group"),
    "moved": _("You were moved to another group"),
    "ended": _("Your time in the group was ended"),
    "paused": _("Your plan was paused"),
    "extended": _("You were given more time"),
    "resumed": _("Your plan went on after a pause"),
    "pause-taken-back": _("A pause, or more time, was taken back"),
    "pathway-changed": _("Your pathway was changed"),
    "opened-through": _("Weeks were opened to you early"),
    "open-through-undone": _("Weeks opened early were closed again"),
    "module-added": _("A module was added to your plan"),
    "module-skipped": _("A module was taken out of your plan"),
    "module-moved": _("A module was moved in your plan"),
    "change-undone": _("A change of your plan was taken back"),
    "excused": _("You were excused from a module"),
    "excuse-undone": _("You are no longer excused from a module"),
    "minutes-corrected": _("Your online minutes of a day were corrected"),
    "note-written": _("A note about you was written"),
    "attention-acknowledged": _("Somebody saw that you may need a word"),
    "review-set": _("A day to look at your progress was set"),
    "review-done": _("Your progress was looked at with you"),
    "certificate-issued": _("A certificate was issued to you"),
    "data-exported": _("A copy of all your data was made"),
    "person-erased": _("Your data was erased"),
    "request-decided": _("A request of yours was answered"),
    "request-delayed": _("A request of yours takes longer"),
    "consent-checked": _("Your team noted that it looked at a consent with you"),
    "consent-ended": _("A consent of yours ended"),
    "shown-to-family": _("Something was shown to a person whom you named, by your consent"),
    "code-taken-up": _("A code that you made was used"),
    "restricted": _("Fewer people can see your record"),
    "unrestricted": _("Your record is no longer restricted"),
}
# Acts of the person, and acts that are about no one person.
OWN: dict[str, Any] = {
    "account-closed-by-oneself": _("You closed your account"),
    "calendar-feed-made": _("You made an address for a calendar"),
    "calendar-feed-ended": _("You ended an address for a calendar"),
    "password-changed": _("You changed your password"),
    "session-ended": _("You signed out in other places"),
    "invitation-used": _("You used a code to sign in"),
    "request-made": _("You asked for something about your data"),
    "request-withdrawn": _("You took back what you had asked for"),
    "person-named": _("You named a person close to you"),
    "code-made": _("You made a code for a person close to you"),
    "consent-signed": _("You signed a consent"),
    "item-shared": _("You showed one thing to a person close to you"),
    "item-unshared": _("You stopped showing one thing to a person close to you"),
    "connection-ended": _("A connection was ended"),
    "connection-left": _("You left a connection"),
    "sheet-shared": _("You showed a worksheet to your team"),
    "sheet-unshared": _("You stopped showing a worksheet to your team"),
}
OF_NOBODY = {
    "family-code-ended", "family-code-made",
    "audit-checked", "consents-read", "emergencies-read", "policy-published", "requests-read", "retention-read",
    "retention-set", "role-ended", "role-given", "roles-read",
    "attendance-recorded", "attention-rules-set", "check-ins-marked-again", "cohort-changed", "cohort-made",
    "facilitator-ended", "facilitator-granted", "key-corrected", "live-question-asked", "live-question-closed",
    "people-admitted", "people-searched", "remark-previewed", "retention-done", "session-added", "session-begun",
    "session-called-off", "session-corrected", "session-ended", "session-planned", "session-put-back",
}  # fmt: skip
SOMETHING: Any = _("Something about your record")


def words(action: str) -> Any:
    """Of an act about one person."""
    return LOOKED.get(action) or CHANGED.get(action) or OWN.get(action) or SOMETHING


def of_group(action: str) -> Any:
    return OF_GROUP.get(action) or SOMETHING
