"""The database in Datasette: tables, facets, search in Chinese, and the page of a claim."""

import asyncio
import gc
import json
import socket
import sys
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from invented import invented_database
from zhclaims import cli
from zhclaims.browse import FACETS, datasette_for, search_terms
from zhclaims.errors import ZhclaimsError
from zhclaims.interface import words
from zhclaims.rows import TABLES
from zhclaims.store import open_store
from zhclaims.types import Article, Claim, Extraction

# Datasette closes files, but no database in memory.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")

TEXT = "標題\n市統計局稱，台州市缝纫机產量達310萬台<script>alert(1)</script>。另有出口12%。"
SIMPLIFIED = "市统计局称，台州市缝纫机产量达310万台<script>alert(1)</script>。"
CLAIM = Claim(
    "cfeed01", "a1", "t.txt", "標題<b>", "2025-01-02", "numeric", subject="台州市", metric="缝纫机产量", value_text="310萬台",
    value_low=3.1e6, value_high=3.1e6, unit="台", kind="count", comparator="=", change="level", city="台州市", source="市统计局",
    score=0.6, reasons="subject:leading_name; metric:before", flags="no_anchor", sentence_start=3, sentence_end=3 + len(SIMPLIFIED),
    quote_start=18, quote_end=23, evidence=TEXT[3 : 3 + len(SIMPLIFIED)], evidence_simplified=SIMPLIFIED,
)  # fmt: skip
OTHER = replace(
    CLAIM, claim_id="cfeed02", value_text="12%", quote_start=TEXT.index("12%"), quote_end=TEXT.index("12%") + 3,
    sentence_start=TEXT.index("另有"), sentence_end=len(TEXT), evidence="另有出口12%。", evidence_simplified="另有出口12%。",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_left_over() -> Iterator[None]:
    """What Datasette leaves behind is collected here, where it is expected."""
    yield
    gc.collect()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_store(tmp_path / "any name.db", create=True) as store:
        store.save(Article("a1", "t.txt", TEXT, "h", "標題<b>"), Extraction(claims=[CLAIM, OTHER]), script="hant")
    return tmp_path / "any name.db"


@pytest.fixture
def get(path: Path):
    """Ask for an address; gives status and text."""
    pytest.importorskip("datasette")

    async def ask(address: str) -> tuple[int, str]:
        with datasette_for(path) as served:
            response = await served.client.get(address)
            return response.status_code, response.text

    def run(coroutine: Coroutine[Any, Any, tuple[int, str]]) -> tuple[int, str]:
        return asyncio.run(coroutine)

    return lambda address: run(ask(address))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_page(get, table: str) -> None:
    status, text = get(f"/claims/{table}")
    assert status == 200
    assert words("zh")[f"table.{table}"] in text


@pytest.mark.parametrize("query", ["缝纫机", "缝", "產量", "产量", "310", "统计局 产量", "標題"])
def test_search_finds_any_part_of_a_word_in_either_script(get, query: str) -> None:
    status, text = get(f"/claims/claims.json?_shape=array&_search={query}&_size=1")
    assert status == 200
    assert '"claim_id": "cfeed01"' in text


@pytest.mark.parametrize("query", ["纫缝", "拉萨", "产量 拉萨"])
def test_search_finds_nothing_else(get, query: str) -> None:
    assert get(f"/claims/claims.json?_shape=array&_search={query}") == (200, "[]")


def test_a_search_cannot_break_the_query() -> None:
    assert search_terms('" OR a* NEAR(') == '"O R" "a *" "N E A R ("'


def test_claims_have_facets_and_columns_have_chinese_names(get) -> None:
    _, text = get("/claims/claims")
    assert 'data-column-description="City · 城市"' in text
    assert json.loads(get("/claims/claims.json")[1])["facet_results"].keys() == set(FACETS["claims"])


def test_an_id_leads_to_the_page_of_the_claim_and_the_value_is_marked(get) -> None:
    _, text = get("/claims/claims?claim_id=cfeed01")
    assert '<a href="/claim/cfeed01">cfeed01</a>' in text
    assert "產量達<mark>310萬台</mark>&lt;script&gt;" in text


def test_the_page_of_a_claim_marks_its_fields_in_the_articles_own_script(get) -> None:
    status, text = get("/claim/cfeed01")
    assert status == 200
    assert '<mark class="f-value" title="value">310萬台</mark>' in text
    assert '<mark class="f-source" title="source">市統計局</mark>' in text
    assert '<mark class="f-metric" title="metric">缝纫机產量</mark>' in text
    assert '<a class="other" href="/claim/cfeed02">12%</a>' in text
    assert "The article has no date" in text


def test_the_page_of_a_claim_runs_nothing_of_the_article(get) -> None:
    _, text = get("/claim/cfeed01")
    assert "<script>alert" not in text
    assert "<b>" not in text


def test_a_claim_that_is_not_there_is_not_found(get) -> None:
    status, text = get("/claim/%3Cscript%3E")
    assert status == 404
    assert "<script>" not in text


def test_the_first_page_has_the_columns_that_people_look_at(get) -> None:
    assert get("/-/claims")[0] == 302
    assert "mark.f-value" in get("/-/zhclaims.css")[1]


@pytest.mark.parametrize("query", ["doubtful", "cities", "metric?metric=产量"])
def test_ready_made_queries_answer(get, query: str) -> None:
    status, text = get(f"/claims/{query}")
    assert status == 200
    assert "台州市" in text


def test_the_database_is_left_as_it_is(path: Path, get) -> None:
    before = path.read_bytes()
    get("/claims/claims?_search=产量")
    assert path.read_bytes() == before


def test_two_databases_one_after_the_other_are_kept_apart(tmp_path: Path, get) -> None:
    assert get("/claims/claims.json?_shape=array&_search=缝纫机&_size=1")[1] != "[]"
    other = invented_database(tmp_path / "other.db", 25)

    async def count() -> int:
        with datasette_for(other) as served:
            return len((await served.client.get("/claims/claims.json?_shape=array&_search=缝纫机")).json())

    assert asyncio.run(count()) == 0


def test_without_datasette_it_says_how_to_get_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    with pytest.raises(ZhclaimsError, match=r"pip install 'zhclaims\[browse\]'"), datasette_for(tmp_path / "x.db"):
        pass


@pytest.fixture
def port() -> int:
    """One that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def test_the_command_says_where_to_look_and_serves(path: Path, port: int, monkeypatch, capsys) -> None:
    pytest.importorskip("datasette")
    served: list[tuple[str, int]] = []
    monkeypatch.setattr(
        "uvicorn.Server.run", lambda server, sockets: served.extend(one.getsockname() for one in sockets)
    )
    monkeypatch.setattr("sys.argv", ["zhclaims", "browse", "--db", str(path), "--port", str(port)])
    with pytest.raises(SystemExit):
        cli.main()
    assert capsys.readouterr().out == f"http://127.0.0.1:{port}/-/claims shows the claims; Ctrl+C ends it.\n"
    assert served == [("127.0.0.1", port)]


def test_a_port_that_is_taken_is_told(path: Path, port: int, monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["zhclaims", "browse", "--db", str(path), "--port", str(port)])
    with socket.create_server(("127.0.0.1", port)), pytest.raises(SystemExit, match="2"):
        cli.main()
    reason = "Address already in use; choose another --port or --host"
    assert capsys.readouterr() == ("", f"zhclaims: 127.0.0.1:{port} cannot be listened on: {reason}\n")


@pytest.mark.parametrize(
    ("address", "status"), [("/nowhere", 404), ("/claims/none", 404), ("/claims?sql=SELECT+a+FROM+b", 400)]
)
def test_what_an_address_is_to_blame_for_leaves_no_traceback(get, capfd, address: str, status: int) -> None:
    assert get(address)[0] == status
    assert "Traceback" not in "".join(capfd.readouterr())
