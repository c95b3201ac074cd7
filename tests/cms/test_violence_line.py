"""The line for those who are not safe at home is there whatever the clinic made of its list."""

from dataclasses import replace

from cms import crisis, site


def test_it_is_the_clinics_own_entry_by_its_name():
    own = replace(site.built_in()[0], name="Domestic Violence Line of the county", contact="Call 555-0100")
    facts = site.SiteFacts(crisis_resources=(own,))
    assert facts.violence_line == own


def test_without_such_an_entry_it_is_the_built_in_one():
    facts = site.SiteFacts(crisis_resources=())
    assert crisis.VIOLENCE in facts.violence_line.name
    assert "1-800-799-7233" in facts.violence_line.contact
