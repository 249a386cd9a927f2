"""What a choice would cost."""

from decimal import Decimal

import pytest
from tests import world

from registrar.areas.registration.queries.fee_effect import FeeEffects, amount_of
from registrar.areas.registration.web.registration_parts import fee_note, fee_words
from registrar.kernel import Money

pytestmark = pytest.mark.django_db
TERM = "2024/25-S1"
TODAY = world.at("2024-09-03 10:00").date()


def test_a_credit_fee_rises_with_a_subject_and_falls_without_one(django_assert_num_queries):
    # Given a self-financed student of a programme at a fee a credit, with one subject
    taught = world.programme("61030", funding="self_financed", level="taught_postgraduate", mode="part_time")
    study = world.study(programme=taught, cohort="2024/25", mode="part_time", stream="BF")
    one, two = (world.subject(code, credits=3) for code in ("COMP5011", "COMP5021"))
    world.register(study, world.group(one))
    # When asked what another would do, and what dropping the first would do
    with django_assert_num_queries(3):
        effects = FeeEffects(study.pk, TERM, TODAY)
        more, less, same = effects.of([two]), effects.of(dropped=["COMP5011"]), effects.of([one])
    # Then the difference is three credits each way, and a subject that is taken already costs nothing more
    now = amount_of(more.before)
    assert now is not None
    assert now.amount > 0
    assert more.difference == now
    assert less.difference == -now
    assert same.unchanged
    assert more.after is not None
    assert more.after.rule == "finance.self_financed_fee"


def test_a_flat_fee_stays_what_it_is():
    # Given a UGC-funded full-time student with a subject
    study = world.study()
    world.register(study, world.group(world.subject("COMP1011")))
    # When asked what another would do / Then nothing, once the term has a subject
    effect = FeeEffects(study.pk, TERM, TODAY).of([world.subject("COMP1012")])
    assert effect.unchanged
    assert amount_of(effect.after) == Money(Decimal("21050.00"))


def test_the_first_subject_brings_the_flat_fee_whichever_it_is():
    # Given a UGC-funded full-time student without a subject
    effects = FeeEffects(world.study().pk, TERM, TODAY)
    # When asked what a first subject would do / Then it is the whole flat fee, which is no price of that subject
    effect = effects.of([world.subject("COMP1012")])
    assert effect.first_flat
    assert amount_of(effect.after) == Money(Decimal("21050.00"))
    assert fee_note(effect) == ""
    assert fee_words(effect) == "Tuition rises by HK$21,050.00"


def test_whoever_is_not_enrolled_gets_no_answer():
    # Given a student who has left / When asked / Then neither side has an amount of its own
    study = world.study(status="withdrawn")
    effect = FeeEffects(study.pk, TERM, TODAY).of([world.subject("COMP1012")])
    assert (effect.before, effect.after) == (None, None)
