"""A desk that others can reach: the password, who is slowed down, under which names it answers, the calendar's token."""

from __future__ import annotations

import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from click.testing import CliRunner
from starlette.testclient import TestClient

from dragoman.cli import main
from dragoman.problems import UsageError
from dragoman.publish.ics import export
from dragoman.record import Store
from dragoman.web import make
from dragoman.web.feed import kept_token
from dragoman.web.guard import HEADERS, LASTS_S, SESSIONS, Keys
from dragoman.web.password import FREE, LEAST, MOST_S, REMEMBERED, Guesses, Password, from_file, network
from dragoman.web.render import catalogue
from dragoman.web.serve import Access, called, checked, own, serve
from tests.factories import talks
from tests.web.desk import HOST, ORIGIN, record, session

WORD = "correct horse 배터리 staple"
NAME = "desk.example"
HOSTILE = '"><script>alert(1)</script>'


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def password() -> Password:
    return Password(WORD)


@pytest.fixture()
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "talks.db", talks())


@pytest.fixture()
def clock() -> Clock:
    return Clock()


@pytest.fixture()
def keys(password: Password, clock: Clock) -> Keys:
    return Keys(password, clock=clock)


def stranger(path: Path, keys: Keys, base: str = f"http://{NAME}", **options: Any) -> TestClient:
    app = make(path, keys, frozenset({HOST}), names=frozenset({NAME}), **options)
    return TestClient(app, base_url=base, headers={"accept": "text/html"})


def come(
    browser: TestClient, word: str = WORD, name: str = "Anna Berg", origin: str = f"http://{NAME}", **more: str
) -> Any:
    sent = {"name": name, "password": word, **more}
    return browser.post("/login", data=sent, headers={"origin": origin}, follow_redirects=False)


# ---- who comes in ---------------------------------------------------------------------------------------------------


def test_nothing_is_shown_before_the_password_and_the_way_leads_back(path: Path, keys: Keys) -> None:
    browser = stranger(path, keys)
    asked = browser.get("/timeline?as_of=2020&kind=meeting", follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (
        303,
        "/login?back=%2Ftimeline%3Fas_of%3D2020%26kind%3Dmeeting",
    )
    page = browser.get(asked.headers["location"])
    assert "Geneva" not in page.text and "<nav" not in page.text and "as_of=2020" in page.text
    for address in ("/timeline.json", "/api", "/calendar.ics", "/dossier.docx"):
        answer = browser.get(address, headers={"accept": "*/*"})
        assert (answer.status_code, "asks for a password" in answer.text) == (403, True), address
    assert browser.head("/login").status_code == 200
    assert come(browser, back="/timeline?as_of=2020").headers["location"] == "/timeline?as_of=2020"
    assert "Geneva" in browser.get("/timeline").text


@pytest.mark.parametrize("word", ["", "correct horse", WORD + "x", WORD.upper(), "\ud800", "x" * 100_000])
def test_another_word_opens_nothing(path: Path, keys: Keys, word: str) -> None:
    browser = stranger(path, keys)
    answer = come(browser, word.encode("utf-8", "surrogatepass").decode("latin-1"))
    assert (answer.status_code, catalogue("en")["wrong"] in answer.text) == (403, True)
    assert browser.get("/", follow_redirects=False).status_code == 303
    assert "set-cookie" not in answer.headers
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", ""])
def test_the_way_back_leads_nowhere_else(path: Path, keys: Keys, back: str) -> None:
    assert come(stranger(path, keys), back=back).headers["location"] == "/"


def test_only_the_page_of_the_desk_logs_in_and_out(path: Path, keys: Keys) -> None:
    browser = stranger(path, keys)
    assert come(browser, origin="http://evil.example").status_code == 403
    assert come(browser, origin=f"https://{NAME}:8443").status_code == 403
    assert come(browser, origin=f"https://{NAME}").status_code == 303
    assert come(browser).status_code == 303
    assert browser.post("/logout", headers={"origin": "http://evil.example"}).status_code == 403
    assert browser.get("/timeline").url.path == "/timeline"


def test_what_comes_by_tls_goes_by_tls_only(path: Path, keys: Keys) -> None:
    cookies = [
        come(stranger(path, keys), origin=f"{scheme}://{NAME}").headers["set-cookie"] for scheme in ("https", "http")
    ]
    assert ["Secure" in cookie for cookie in cookies] == [True, False]
    assert all("HttpOnly" in cookie and "SameSite=strict" in cookie for cookie in cookies)


def test_hostile_names_stay_words_and_a_name_is_asked_for(path: Path, keys: Keys) -> None:
    browser = stranger(path, keys)
    page = come(browser, "wrong", HOSTILE * 40, back=HOSTILE).text
    assert "<script>alert" not in page and "&lt;script&gt;" in page
    assert come(browser, name=" \t ").status_code == 422
    assert come(browser, name=HOSTILE).status_code == 303
    page = browser.get("/").text
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_everybody_judges_under_the_own_name_and_takes_back_the_own(path: Path, keys: Keys) -> None:
    anna, bert = stranger(path, keys), stranger(path, keys)
    asked = {"origin": f"http://{NAME}"}
    for browser, name in ((anna, "Anna  Berg"), (bert, "Bert")):
        come(browser, name=name)
        browser.post("/judge", data={"target": "m1", "verdict": "accept"}, headers=asked)
    anna.post("/undo", headers=asked)
    with Store(path, create=False) as store:
        assert [one.who for one in store.judgements.all()] == ["Anna Berg", "Bert", "Anna Berg"]
        assert [one.who for one in store.judgements.standing().judged] == ["Bert"]


def test_a_desk_to_look_at_lets_in_and_out(path: Path, keys: Keys) -> None:
    browser = stranger(path, keys, read_only=True)
    assert come(browser).status_code == 303
    asked = {"origin": f"http://{NAME}"}
    assert browser.post("/judge", data={"target": "m1", "verdict": "accept"}, headers=asked).status_code == 403
    assert browser.post("/logout", headers=asked).url.path == "/login"
    assert browser.get("/timeline").url.path == "/login"


def test_a_session_ends_by_itself_that_of_the_link_does_not(path: Path, keys: Keys, clock: Clock) -> None:
    browser, mine = stranger(path, keys), stranger(path, keys, base=ORIGIN)
    mine.get(f"/enter?key={keys.once}")
    come(browser)
    clock.now += LASTS_S - 1
    assert browser.get("/timeline").url.path == "/timeline"
    clock.now += 2
    assert browser.get("/timeline").url.path == "/login"
    assert mine.get("/timeline").url.path == "/timeline"


def test_there_are_never_too_many_sessions(keys: Keys, clock: Clock) -> None:
    secrets = [keys.open("Anna", 10.0) for _ in range(SESSIONS + 5)]
    assert [keys.known(secret) for secret in (secrets[0], secrets[-1], "", "\ud800")] == [None, "Anna", None, None]
    clock.now += 11
    keys.open("Bert")
    assert len(keys.sessions) == 1


def test_many_may_come_in_and_leave_at_once(keys: Keys, clock: Clock) -> None:
    def visit(number: int) -> bool:
        clock.now += 0.001
        secrets = [keys.open(f"Anna {number}", 0.05 if at % 2 else 1e6) for at in range(20)]
        kept = keys.known(secrets[-2]) == f"Anna {number}"
        keys.close(secrets[-2])
        return kept and keys.known(secrets[-2]) is None

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(visit, range(60)))


@pytest.mark.parametrize("charset", ["charset=punycode", "CHARSET*0=unicode_escape", 'charset="utf-8"'])
def test_no_stranger_names_the_charset_of_a_form(path: Path, keys: Keys, charset: str) -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800\r\n--x--\r\n'
    told = {"origin": f"http://{NAME}", "content-type": f"Multipart/form-data; boundary=x; {charset}"}
    assert stranger(path, keys).post("/login", content=form, headers=told).status_code == 415
    told["content-type"] = "multipart/form-data; boundary=x"
    answer = stranger(path, keys).post("/login", content=form, headers=told)
    assert (answer.status_code, catalogue("en")["wrong"] in answer.text) == (403, True)


# ---- who guesses ----------------------------------------------------------------------------------------------------


def test_who_guesses_often_waits_longer_each_time(path: Path, keys: Keys, clock: Clock) -> None:
    browser = stranger(path, keys)
    for _ in range(FREE):
        assert come(browser, "a wrong password").status_code == 403
    refused = come(browser)  # not even the right one is heard
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert catalogue("en")["too_often"] in refused.text
    clock.now += 1.5
    assert come(browser, "a wrong password").status_code == 403
    assert come(browser).headers["retry-after"] == "2"
    clock.now += 2
    assert come(browser).status_code == 303
    assert come(browser, "a wrong password").status_code == 403  # all is forgotten


def test_waits_are_by_address_bounded_and_of_a_network_in_ipv6(clock: Clock) -> None:
    guesses = Guesses(clock)
    for _ in range(60):
        guesses.failed("2001:db8::1")
    assert guesses.wait("2001:db8::ffff:2") == MOST_S
    assert guesses.wait("2001:db8:0:1::1") == guesses.wait("192.0.2.1") == guesses.wait("") == 0
    for number in range(REMEMBERED + 10):
        guesses.failed(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(guesses.wrong) == REMEMBERED
    assert network("testclient") == "testclient"


def test_who_comes_by_ipv4_to_a_desk_of_both_locks_nobody_else_out(clock: Clock) -> None:
    guesses = Guesses(clock)
    for _ in range(60):
        guesses.failed("::ffff:192.0.2.1")
    assert guesses.wait("::ffff:192.0.2.1") == guesses.wait("192.0.2.1") == MOST_S
    assert guesses.wait("::ffff:192.0.2.2") == guesses.wait("::1") == 0
    assert network("fe80::1%eth0") == network("fe80::2") == "fe80::/64"


def test_one_guess_is_heard_at_a_time(path: Path, keys: Keys, password: Password) -> None:
    with password.busy:
        assert come(stranger(path, keys)).status_code == 429
    assert come(stranger(path, keys)).status_code == 303


@pytest.mark.parametrize(
    ("client", "counted"),
    [("192.0.2.7", "192.0.2.7")] + [(one, "198.51.100.9") for one in ("127.0.0.1", "::1", "::ffff:127.0.0.1")],
)
def test_only_a_proxy_of_this_machine_says_for_whom_it_asks(
    path: Path, password: Password, monkeypatch: pytest.MonkeyPatch, client: str, counted: str
) -> None:
    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        server.config.load()
        asked = {"origin": f"http://{NAME}", "x-forwarded-for": "203.0.113.1, 198.51.100.9"}
        browser = TestClient(server.config.loaded_app, base_url=f"http://{NAME}", client=(client, 1))
        assert browser.post("/login", data={"name": "Anna", "password": "wrong"}, headers=asked).status_code == 403
        sockets[0].close()

    failed: list[str] = []
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    monkeypatch.setattr(uvicorn.Server, "run", run)
    monkeypatch.setattr(Guesses, "failed", lambda guesses, address: failed.append(address))
    serve(path, lambda told: None, Access(names=(NAME,), password=password), browser=False)
    assert failed == [counted]


# ---- where the password comes from, who may be let in ---------------------------------------------------------------


def test_a_password_is_the_first_line_of_a_file_that_is_only_mine(tmp_path: Path) -> None:
    file = tmp_path / "word"
    file.write_text(f"{WORD}\r\nsecond line", "utf-8")
    file.chmod(0o644)
    with pytest.raises(UsageError, match="chmod 600"):
        from_file(file)
    file.chmod(0o600)
    assert from_file(file).fits(WORD) and not from_file(file).fits(f"{WORD}\r")


@pytest.mark.parametrize("words", [b"", b"\n" + WORD.encode(), b"x" * (LEAST - 1), b"\xff" * 20, b"x" * 5000])
def test_a_file_without_a_password_that_serves_is_refused(tmp_path: Path, words: bytes) -> None:
    file = tmp_path / "word"
    file.write_bytes(words)
    file.chmod(0o600)
    with pytest.raises(UsageError) as told:
        from_file(file)
    assert "xxxx" not in str(told.value)
    with pytest.raises(UsageError, match="cannot be read"):
        from_file(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("host", "names", "told"),
    [
        ("0.0.0.0", (), "no password is asked for"),
        ("192.0.2.1", (), "no password is asked for"),
        ("::", (NAME,), "no password is asked for"),
        ("127.0.0.1", (NAME,), "no password is asked for"),
        ("desk.example", (), "--host takes an address"),
        ("", (), "--host takes an address"),
    ],
)
def test_others_are_refused_without_a_password(host: str, names: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        checked(Access(host, names=names))


def test_all_addresses_need_a_name_and_names_are_names(password: Password) -> None:
    with pytest.raises(UsageError, match="say with --name"):
        checked(Access("0.0.0.0", password=password))
    for name in ("", "http://desk.example", "desk.example/x", "a b", "*", "desk.example:0x1", "-a", "a" * 300):
        with pytest.raises(UsageError, match="--name takes"):
            checked(Access("0.0.0.0", names=(name,), password=password))
    for name in (NAME, "192.0.2.1:8443", "[2001:db8::1]:80", "desk"):
        assert checked(Access("0.0.0.0", names=(name,), password=password)).is_unspecified
    assert checked(Access("localhost")).is_loopback and checked(Access("::1")).is_loopback


def test_the_desk_answers_to_its_names_alone(path: Path, keys: Keys) -> None:
    v4, v6, wide = (checked(Access(host)) for host in ("127.0.0.1", "::1", "127.0.0.2"))
    assert own(v4, 8000) == {"127.0.0.1:8000", "localhost:8000"}
    assert own(v4, 80) >= {"127.0.0.1", "localhost", "localhost:80"}
    assert own(v6, 8000) >= {"[::1]:8000"} and own(wide, 8000) >= {"127.0.0.2:8000"}
    assert called((NAME, "x.example:8443"), 8000) == {NAME, f"{NAME}:8000", "x.example:8443"}
    assert stranger(path, keys, base="http://evil.example").get("/login").status_code == 421
    assert stranger(path, keys, base=f"http://{NAME}:8001").get("/login").status_code == 421
    assert stranger(path, keys).get("/login", headers={"host": NAME.upper()}).status_code == 200


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--host", "0.0.0.0"), "no password is asked for"),
        (("--host", "example"), "--host takes an address"),
        (("--password-file", "nothing"), "cannot be read"),
        (("--password-file", "nothing", "--ask-password"), "Leave one out"),
        (("--ask-password",), "Take 12 or more"),
    ],
)
def test_the_verb_refuses_what_is_not_safe_and_makes_no_record(
    tmp_path: Path, monkeypatch: Any, options: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["serve", "--no-browser", *options], input="short\nshort\n")
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == []


# ---- the calendar ---------------------------------------------------------------------------------------------------


def test_the_calendar_is_the_export_for_who_has_its_token_and_opens_nothing_else(path: Path, keys: Keys) -> None:
    browser = stranger(path, keys)
    answer = browser.get(f"/calendar.ics?token={keys.feed}")
    with Store(path, create=False) as store:
        assert answer.content == b"".join(export(store.record()))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert browser.head(f"/calendar.ics?token={keys.feed}").status_code == 200
    assert "set-cookie" not in answer.headers
    for address in (f"/timeline?token={keys.feed}", f"/enter?key={keys.feed}", f"/calendar.ics/?token={keys.feed}"):
        assert browser.get(address, headers={"accept": "*/*"}, follow_redirects=False).status_code == 403, address
    posted = browser.post(f"/calendar.ics?token={keys.feed}", headers={"origin": f"http://{NAME}"})
    assert posted.status_code == 403
    assert stranger(path, keys, base="http://evil.example").get(f"/calendar.ics?token={keys.feed}").status_code == 421


@pytest.mark.parametrize("token", ["", "wrong", "%00", "%ff%fe", "é", "x" * 10_000])
def test_another_token_opens_no_calendar(path: Path, keys: Keys, token: str) -> None:
    answer = stranger(path, keys).get(f"/calendar.ics?token={token}", headers={"accept": "*/*"})
    assert (answer.status_code, "VCALENDAR" in answer.text) == (403, False)


def test_the_address_of_the_calendar_is_on_the_first_page(path: Path) -> None:
    browser = session(path)
    address = browser.get("/").text.split('value="http://')[1].split('"')[0]
    assert address.startswith(f"{HOST}/calendar.ics?token=")
    fresh = TestClient(browser.app, base_url=ORIGIN)
    assert fresh.get(f"http://{address}").text.startswith("BEGIN:VCALENDAR")


def test_a_token_is_new_for_each_desk_unless_a_file_keeps_it(tmp_path: Path) -> None:
    assert Keys().feed != Keys().feed
    file = tmp_path / "token"
    first = kept_token(file)
    assert first == kept_token(file) and len(first) >= 24
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o640)
    with pytest.raises(UsageError, match="chmod 600"):
        kept_token(file)
    os.chmod(file, 0o600)
    for words in ("", "short", "x" * 24 + "/../", "ü" * 30):
        file.write_text(words, "utf-8")
        with pytest.raises(UsageError, match="token of"):
            kept_token(file)
    with pytest.raises(UsageError, match="cannot be kept"):
        kept_token(tmp_path / "nowhere" / "token")
