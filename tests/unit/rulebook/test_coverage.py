"""Coverage: what cites a clause carries it; what names it in a case or a test proves it."""

from __future__ import annotations

from registrar.kernel import Citation
from registrar.rulebook.coverage import Trace, by_area, coverage, total


def of(text):
    wanted = Citation.parse(text)
    return next(one for one in coverage("polyu") if one.clause.citation == wanted)


def test_a_clause_knows_the_rule_the_parameter_and_the_cases_that_carry_it():
    window = of("polyu-2024-25:5H-03")
    assert {Trace("rule", "enrolment.reinstatement_window"), Trace("parameter", "enrolment.reinstatement_days")} <= set(
        window.carried_by
    )
    assert Trace("case", "enrolment.reinstatement_window") in window.proved_by


def test_a_case_named_by_the_short_id_proves_the_clause():
    # Its case is called HB18-FEE-D-02/1 and cites the clause in full nowhere but there.
    assert Trace("case", "enrolment.nullification") in of("polyu-2018-19:FEE-D-02").proved_by


def test_areas_add_up_to_the_whole_register():
    areas = by_area(coverage("polyu"))
    whole = total(areas)
    assert whole.duties == len(coverage("polyu")) == sum(area.duties for area in areas)
    assert 0 < whole.carried < whole.duties
    assert {area.area for area in areas} >= {"enrolment", "finance", "registration", "assessment"}
