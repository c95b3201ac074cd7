"""Breaking the glass, as people at their own screens do it."""

from datetime import timedelta

from django.urls import reverse

from learners.models import EmergencyAccess

WHY = "His brother called: he has not come home since Tuesday."
MINUTE = timedelta(minutes=1)


def ask(client, name="ben", why=WHY):
    return client.post(reverse("emergency_ask"), {"sign_in_name": name, "reason": why}, follow=True)


def agree(client, emergency):
    return client.post(reverse("emergency_agree", args=[emergency.uid]), follow=True)


def end(client, emergency):
    return client.post(reverse("emergency_end", args=[emergency.uid]), follow=True)


def pages(emergency, tried):
    one = [emergency.uid]
    return [
        reverse("emergency_person", args=one),
        reverse("emergency_summary", args=one),
        reverse("emergency_attempt", args=[*one, tried.pk]),
    ]


def opened(browsers):
    ask(browsers["gil"])
    agree(browsers["hana"], EmergencyAccess.objects.get())
    return EmergencyAccess.objects.get()


def codes(client, urls):
    return {client.get(url).status_code for url in urls}
