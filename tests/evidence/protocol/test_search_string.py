"""Search strings: written by hand for each platform, and read by a slow reader on random ones."""

import dataclasses

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.evidence.protocol.made_protocols import as_fields, protocol, queries, records
from tests.oracles.protocol_query import holds

from hanse.errors import InputError, LimitReached
from hanse.evidence.protocol import (
    PLATFORMS,
    Concept,
    Journal,
    Matcher,
    Source,
    Term,
    platform,
    search_string,
)

CLUSTER = Concept("cluster", "Cluster", (Term("cluster"), Term("industrial district")))
ABROAD = Concept("abroad", "Abroad", (Term("export", truncate=True),))
SETTING = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)


def string(to, concepts=(CLUSTER, ABROAD), source=None, **more):
    made = protocol(concepts, **more)
    return search_string(made, source or Source("s", "S", platform=to))


@pytest.mark.parametrize(
    ("to", "text"),
    [
        (
            "plain",
            '(cluster OR clusters OR "industrial district" OR "industrial districts") AND export*',
        ),
        (
            "scopus",
            'TITLE-ABS-KEY(cluster OR clusters OR "industrial district" OR "industrial districts")'
            " AND TITLE-ABS-KEY(export*)",
        ),
        (
            "wos",
            'TS=(cluster OR clusters OR "industrial district" OR "industrial districts")'
            " AND TS=(export*)",
        ),
        (
            "sciencedirect",
            '(cluster OR clusters OR "industrial district" OR "industrial districts")'
            " AND (export OR exports)",
        ),
        (
            "pubmed",
            '(cluster[tiab] OR clusters[tiab] OR "industrial district"[tiab]'
            ' OR "industrial districts"[tiab]) AND export*[tiab]',
        ),
        (
            "ovid",
            '(cluster or clusters or "industrial district" or "industrial districts").ti,ab,kw.'
            " and (export*).ti,ab,kw.",
        ),
        (
            "proquest",
            'TI,AB,SU(cluster OR clusters OR "industrial district" OR "industrial districts")'
            " AND TI,AB,SU(export*)",
        ),
        (
            "google-scholar",
            '(cluster OR clusters OR "industrial district" OR "industrial districts")'
            " (export OR exports)",
        ),
        (
            "jstor",
            '(cluster OR clusters OR "industrial district" OR "industrial districts") AND export*',
        ),
        (
            "openalex",
            '(cluster OR clusters OR "industrial district" OR "industrial districts")'
            " AND (export OR exports)",
        ),
        ("crossref", "cluster industrial district export"),
    ],
)
def test_a_platform_reads_its_own_syntax(to, text):
    assert string(to).text == text


def test_ebsco_names_each_field():
    found = string("ebsco", (ABROAD,)).text
    assert found == "TI (export*) OR AB (export*) OR SU (export*)"
    both = string("ebsco").text
    assert both.startswith("(TI (cluster OR")
    assert both.endswith(" AND (TI (export*) OR AB (export*) OR SU (export*))")


def test_titles_alone_are_searched_where_the_platform_can():
    only = dataclasses.replace(ABROAD, fields=("title",))
    wanted = {
        "scopus": "TITLE(export*)",
        "wos": "TI=(export*)",
        "pubmed": "export*[ti]",
        "ovid": "(export*).ti.",
        "google-scholar": "allintitle: export OR exports",
        "jstor": "ti:(export*)",
        "proquest": "TI(export*)",
    }
    assert {to: string(to, (only,)).text for to in wanted} == wanted
    assert string("sciencedirect", (only,)).parts[0].box == "Title"
    assert "more is found" in string("openalex", (only,)).warnings[0]


def test_fields_without_a_common_code_are_joined():
    two = dataclasses.replace(ABROAD, fields=("title", "keywords"))
    assert string("scopus", (two,)).text == "TITLE(export*) OR KEY(export*)"
    assert string("wos", (two, CLUSTER)).text.startswith("(TI=(export*) OR AK=(export*)) AND TS=(")
    assert "more is found" in string("google-scholar", (two,)).warnings[0]


def test_what_is_dropped_stands_last():
    concepts = (dataclasses.replace(ABROAD, excluded=(Term("exportin"),)), CLUSTER)
    text = string("scopus", concepts, first_year=1990, last_year=2020).text
    assert (
        text
        == (
            'TITLE-ABS-KEY(export*) AND TITLE-ABS-KEY(cluster OR clusters OR "industrial district"'
            ' OR "industrial districts") AND PUBYEAR > 1989 AND PUBYEAR < 2021'
        ).join("()")
        + " AND NOT TITLE-ABS-KEY(exportin OR exportins)"
    )


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("scopus", "PUBYEAR > 1989 AND (LANGUAGE(english) OR LANGUAGE(spanish))"),
        ("wos", "PY=(1990-2100) AND (LA=(English) OR LA=(Spanish))"),
        ("pubmed", "1990:3000[dp] AND (english[la] OR spanish[la])"),
        ("ebsco", "PY 1990-2100 AND (LA English OR LA Spanish)"),
        ("proquest", 'YR(1990-2100) AND (LA("English") OR LA("Spanish"))'),
        ("ovid", "(english.lg. or spanish.lg.)"),
    ],
)
def test_years_and_languages_are_part_of_the_string(to, text):
    found = string(to, (ABROAD,), first_year=1990, languages=("english", "spanish"))
    assert found.text.endswith(text)


def test_an_open_first_year_is_left_out():
    assert string("scopus", (ABROAD,), last_year=2020).text.endswith("AND PUBYEAR < 2021")
    assert "PUBYEAR >" not in string("scopus", (ABROAD,), last_year=2020).text
    assert "PY=(1900-2020)" in string("wos", (ABROAD,), last_year=2020).text


def test_limits_that_a_string_cannot_say_are_told():
    journals = (Journal("World Development", ("0305-750X",)), Journal("Technovation"))
    source = Source(
        "s", "S", platform="sciencedirect", journals=journals, ranking="ABS 2018", limits="top 200"
    )
    notes = string("", (ABROAD,), source, first_year=1990, languages=("english",)).notes
    assert "Set by hand: years from 1990." in notes
    assert "Set by hand: language English." in notes
    assert "Set by hand: journals World Development and Technovation." in notes
    assert "Journals chosen by: ABS 2018." in notes
    assert "Limits of the source: top 200." in notes


def test_journals_are_searched_by_issn_and_else_by_name():
    journals = (Journal("World Development", ("0305-750X",)), Journal("Technovation"))
    for to, text in {
        "scopus": '(ISSN(0305750X) OR SRCTITLE("Technovation"))',
        "wos": '(IS=(0305-750X) OR SO=("Technovation"))',
        "pubmed": '(0305-750X[is] OR "Technovation"[jour])',
    }.items():
        source = Source("s", "S", platform=to, journals=journals)
        assert string(to, (ABROAD,), source).text.endswith(f" AND {text}")


def test_exact_terms_stand_in_braces_where_there_are_some():
    exact = Concept("c", "C", (Term("co-location", exact=True),))
    assert string("scopus", (exact,)).text == "TITLE-ABS-KEY({co-location})"
    found = string("wos", (exact,))
    assert found.text == 'TS=("co-location")'
    assert any("other signs between" in note for note in found.notes)
    single = Concept("c", "C", (Term("cluster", exact=True),))
    assert string("wos", (single,)).text == 'TS=("cluster")'


def test_words_that_are_commands_stand_in_quotes():
    strange = Concept("c", "C", (Term("near", variants=False), Term("R&D", variants=False)))
    assert string("wos", (strange,)).text == 'TS=("near" OR "R&D")'


def test_a_hyphen_is_written_once_where_it_is_a_blank():
    concept = Concept("c", "C", (Term("co-location"),))
    once = '"co-location" OR "co-locations" OR colocation OR colocations'
    assert string("sciencedirect", (concept,)).text == once
    assert '"co location"' in string("wos", (concept,)).text


def test_a_star_too_early_is_no_star():
    concept = Concept("c", "C", (Term("exp", truncate=True, forms=("export", "expat")),))
    found = string("pubmed", (concept,))
    assert found.text == "export[tiab] OR expat[tiab]"
    assert found.warnings == (
        "PubMed cannot truncate exp*: whole words are searched, less is found.",
    )
    assert string("scopus", (concept,)).text == "TITLE-ABS-KEY(exp*)"


def test_phrases_are_truncated_as_the_platform_wants():
    concept = Concept("c", "C", (Term("industrial distr", truncate=True),))
    assert string("wos", (concept,)).text == 'TS=("industrial distr*")'
    assert string("ovid", (concept,)).text == "((industrial distr*)).ti,ab,kw."
    assert "*" not in string("jstor", (concept,)).text


def test_stop_words_in_phrases_are_told():
    concept = Concept("c", "C", (Term("cluster of firms", variants=False),))
    assert any(
        "any word may take their place" in note for note in string("ebsco", (concept,)).notes
    )
    assert not any("take their place" in note for note in string("wos", (concept,)).notes)


def test_a_string_by_hand_replaces_the_other():
    source = Source("s", "S", platform="google-scholar", query='"export cluster" thesis')
    found = string("", (ABROAD,), source)
    assert found.text == '"export cluster" thesis'
    assert found.notes[0] == "Written by hand in the protocol."


def test_a_source_without_a_string_says_so():
    source = Source("s", "S", "citations", platform="none")
    found = string("", (ABROAD,), source)
    assert found.parts == ()
    assert found.length == 0
    assert "searched without a string" in str(found)


def test_a_source_has_its_own_combination():
    source = Source("s", "S", platform="plain", combination="abroad")
    assert string("", source=source).text == "export*"


def test_only_terms_are_written_where_the_platform_finds_the_rest():
    source = Source("s", "S", platform="sciencedirect", variants=False)
    assert string("", source=source).text == '(cluster OR "industrial district") AND export'


def test_strings_that_are_too_long_are_numbered_and_say_how_to_have_fewer():
    many = Concept("c", "C", tuple(Term(f"cluster{i}", variants=False) for i in range(40)))
    other = Concept("d", "D", tuple(Term(f"export{i}", variants=False) for i in range(20)))
    found = string("sciencedirect", (many, other))
    assert len(found.parts) == 40  # 8 pieces of five times 5 pieces of four
    assert [part.number for part in found.parts] == list(range(1, 41))
    assert all(part.connectors <= 8 and part.length <= 500 for part in found.parts)
    assert any("variants = false" in warning for warning in found.warnings)
    assert "40. " in str(found)
    assert len(found.to_frame()) == 40


def test_forms_that_a_shorter_one_finds_are_left_out_where_strings_are_short():
    terms = ("cluster", "industrial cluster", "clustered firm", "industrial-cluster policy")
    concept = Concept("c", "C", tuple(Term(text, variants=False) for text in terms))
    found = string("sciencedirect", (concept,))
    assert found.text == 'cluster OR "clustered firm"'
    assert any("industrial cluster and industrial-cluster policy" in note for note in found.notes)
    assert "industrial cluster" in string("scopus", (concept,)).text
    two = Concept("d", "D", (Term("industrial cluster", variants=False),), fields=("title",))
    assert (
        "industrial cluster" in string("sciencedirect", (concept, two), combination="c OR d").text
    )


def test_a_query_beyond_all_bounds_is_refused_with_the_knob():
    groups = tuple(
        Concept(f"c{j}", "C", tuple(Term(f"w{j}x{i}", variants=False) for i in range(40)))
        for j in range(4)
    )
    with pytest.raises(LimitReached, match=r"more search strings .*variants = false"):
        string("sciencedirect", groups)


def test_a_phrase_longer_than_the_platform_takes_is_told():
    concept = Concept("c", "C", (Term("cluster " * 40, variants=False),))
    found = string("jstor", (concept,))
    assert found.warnings == ("Above the limit of JSTOR and not to be cut: string 1.",)


def test_what_google_scholar_cannot_drop_is_told():
    concepts = (CLUSTER, ABROAD, Concept("c", "C", (Term("port"),)))
    found = string("google-scholar", concepts, combination="cluster NOT (abroad AND c)")
    assert "-" not in found.text
    assert "more is found" in found.warnings[0]
    single = string("google-scholar", concepts, combination="cluster NOT c")
    assert single.text.endswith(" -port -ports")


def test_an_unknown_source_names_those_there_are():
    with pytest.raises(InputError, match=r"there is no source 'scopsu'.*There are: s"):
        search_string(protocol(), "scopsu")


def test_every_platform_says_where_its_facts_were_read():
    for id in PLATFORMS:
        assert platform(id).checked
        assert platform(id).date
        assert platform(id).notes


@pytest.mark.parametrize("to", ["scopus", "wos"])
@given(made=queries(exact=False), record=records())
@SETTING
def test_strings_hold_exactly_where_the_query_does(to, made, record):
    found = search_string(made, Source("s", "S", platform=to))
    assert len(found.parts) == 1
    assert holds(found.text, as_fields(record)) == Matcher(made).holds(record)


@given(made=queries(), record=records())
@SETTING
def test_exact_terms_hold_in_scopus_as_here(made, record):
    found = search_string(made, Source("s", "S", platform="scopus"))
    assert holds(found.text, as_fields(record)) == Matcher(made).holds(record)


@pytest.mark.parametrize("to", ["plain", "pubmed"])
@given(made=queries(exact=False, fields=False), record=records())
@SETTING
def test_strings_without_fields_hold_exactly_where_all_are_searched(to, made, record):
    found = search_string(made, Source("s", "S", platform=to))
    assert not found.warnings
    assert holds(found.text, as_fields(record)) == Matcher(made).holds(record)


@pytest.mark.parametrize(("to", "implied"), [("sciencedirect", False), ("google-scholar", True)])
@given(made=queries(cut=False, exact=False, fields=False, terms=6), record=records())
@SETTING
def test_the_union_of_several_strings_is_exactly_the_query(to, implied, made, record):
    found = search_string(made, Source("s", "S", platform=to))
    assume(not any("cannot be said" in warning for warning in found.warnings))
    union = any(holds(part.text, as_fields(record), implied=implied) for part in found.parts)
    assert union == Matcher(made).holds(record)
    over = any("not to be cut" in warning for warning in found.warnings)
    limit = platform(to)
    for part in found.parts:
        assert over or not limit.max_connectors or part.connectors <= limit.max_connectors
        assert over or part.length <= limit.max_characters


@given(made=queries(cut=False, exact=False, fields=False), record=records())
@SETTING
def test_google_scholar_never_finds_less_where_it_cannot_drop(made, record):
    found = search_string(made, Source("s", "S", platform="google-scholar"))
    union = any(holds(part.text, as_fields(record), implied=True) for part in found.parts)
    assert union or not Matcher(made).holds(record)


def test_a_search_string_becomes_a_dictionary_and_comes_back():
    found = string("sciencedirect")
    assert type(found).from_dict(found.to_dict()) == found
