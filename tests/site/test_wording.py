import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.site.wording import counted, parted, readable

WHOLE = (
    "Collective wisdom is a measurable property of group interaction structure not "
    + "individual ability " * 2
)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Oaks outlive birches", "Oaks outlive birches"),
        (
            "AI displacement hits young workers first because a 14 percent drop in job-finding rates leads",
            "AI displacement hits young workers first",
        ),
        (
            "humanity is a superorganism that can communicate but not yet think — the internet built the nerves",
            "humanity is a superorganism that can communicate",
        ),
        (
            "One wafer-scale chip holds twenty billion parameters and not a frontier model",
            "One wafer-scale chip holds twenty billion parameters and not a frontier model",
        ),
        (
            "Community norms surface targets that differ from those that developers choose for models they own",
            "Community norms surface targets",
        ),
        (WHOLE, WHOLE),
        (
            "A near-frontier model was trained for under six million dollars of compute",
            "A near-frontier model was trained for under six million dollars of compute",
        ),
    ],
)
def test_the_first_clause_leads(title: str, lead: str) -> None:
    assert parted(title)[0] == lead


@given(st.text(st.sampled_from("abc ,;:—because"), max_size=260))
def test_the_parts_of_a_title_joined_are_the_title(title: str) -> None:
    lead, rest = parted(title)
    assert title == (f"{lead} {rest}" if rest else lead) or title.split() == f"{lead} {rest}".split()


def test_a_file_name_of_dashes_reads_as_words() -> None:
    assert readable("oaks-outlive-most-birches") == "oaks outlive most birches"
    assert readable("self-improvement") == "self-improvement"


def test_a_number_stands_with_its_noun() -> None:
    assert [counted(1, "claim"), counted(1229, "claim"), counted(2, "entity", "entities")] == [
        "1 claim",
        "1,229 claims",
        "2 entities",
    ]
