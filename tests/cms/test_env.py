"""Readers of the environment: typed, and loud with what to do."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import database, env


def test_a_missing_value_says_how_to_make_it(monkeypatch):
    monkeypatch.delenv("NO_SUCH_NAME", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"NO_SUCH_NAME is not set\. Put it into \.env"):
        env.text("NO_SUCH_NAME")
    assert env.text("NO_SUCH_NAME", "usual") == "usual"


def test_a_secret_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("s3cret\n")
    monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "secret"))
    assert env.text("A_SECRET") == "s3cret"
    monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "gone"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        env.text("A_SECRET")


@pytest.mark.parametrize(("written", "meant"), [("on", True), ("off", False), ("ON", True)])
def test_a_flag_is_on_or_off(monkeypatch, written, meant):
    monkeypatch.setenv("A_FLAG", written)
    assert env.flag("A_FLAG", not meant) is meant


@pytest.mark.parametrize("written", ["yes", "1", "true", ""])
def test_another_word_for_a_flag_is_refused(monkeypatch, written):
    monkeypatch.setenv("A_FLAG", written)
    with pytest.raises(ImproperlyConfigured, match="Write on or off"):
        env.flag("A_FLAG", False)


def test_numbers_lists_and_choices(monkeypatch):
    monkeypatch.setenv("A_NUMBER", "12")
    monkeypatch.setenv("A_LIST", " a, ,b ")
    monkeypatch.setenv("A_CHOICE", "b")
    assert env.number("A_NUMBER", 1) == 12
    assert env.listing("A_LIST") == ["a", "b"]
    assert env.choice("A_CHOICE", ("a", "b"), "a") == "b"
    monkeypatch.setenv("A_NUMBER", "twelve")
    monkeypatch.setenv("A_CHOICE", "c")
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        env.number("A_NUMBER", 1)
    with pytest.raises(ImproperlyConfigured, match="one of: a, b"):
        env.choice("A_CHOICE", ("a", "b"), "a")


def test_the_file_gives_way_to_the_environment_and_names_a_bad_line(monkeypatch, tmp_path):
    path = tmp_path / ".env"
    path.write_text("# keys\nONE_VALUE=file\nOTHER_VALUE= $odd=value \n")
    monkeypatch.setenv("ONE_VALUE", "environment")
    monkeypatch.setenv("OTHER_VALUE", "")
    monkeypatch.delenv("OTHER_VALUE")
    env.load_env_file(path)
    assert env.text("ONE_VALUE") == "environment"
    assert env.text("OTHER_VALUE") == "$odd=value"
    path.write_text("ONE=1\njust words\n")
    with pytest.raises(ImproperlyConfigured, match=r"\.env, line 2: write NAME=value"):
        env.load_env_file(path)


def test_sqlite_is_set_up_to_keep_what_it_acknowledged():
    options = database.from_url("sqlite:////tmp/x.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_is_pooled_and_others_are_refused():
    assert "pool" in database.from_url("postgres://u:p@host/name")["OPTIONS"]
    for url in ("mysql://u:p@host/name", "nonsense"):
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
            database.from_url(url)
