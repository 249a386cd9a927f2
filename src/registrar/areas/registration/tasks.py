"""What runs by itself: idempotent, so that a day late or twice does no harm."""

from typing import Any

from procrastinate.contrib.django import app

from registrar.areas.catalogue.queries.term import term_by_key, terms_between
from registrar.areas.finance.actions.keep_preview import keep_preview
from registrar.areas.finance.queries.preview import preview
from registrar.areas.platform import clock
from registrar.areas.platform.jobs import Progress, by_itself, carry_out
from registrar.areas.registration.actions.apply_timetable import APPLY, applying
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.actions.close_lists import close_lists
from registrar.areas.registration.actions.close_requests import close_requests
from registrar.areas.registration.actions.draw_ballot import draw_ballot
from registrar.areas.registration.actions.end_registrations import end_registrations
from registrar.areas.registration.actions.expire_offers import expire_offers
from registrar.areas.registration.actions.follow_reinstatements import follow_reinstatements
from registrar.areas.registration.actions.list_light_loads import list_light_loads
from registrar.areas.registration.actions.list_zero_subjects import list_zero_subjects
from registrar.areas.registration.actions.nullify_unpaid import nullify_unpaid
from registrar.areas.registration.actions.offer_free_places import offer_free_places
from registrar.areas.registration.actions.offer_places import offer_places
from registrar.areas.registration.actions.publish_ballot import publish_ballot
from registrar.areas.registration.actions.queue_assignment import (
    ASSIGN,
    assigning,
    previewing,
)
from registrar.areas.registration.actions.queue_assignment import (
    PREVIEW as PREVIEW_ASSIGNMENT,
)
from registrar.areas.registration.actions.queue_ballot import DRAW, PUBLISH
from registrar.areas.registration.actions.queue_billing import BILL, PREVIEW
from registrar.areas.registration.actions.queue_offers import TASK as OFFER
from registrar.areas.registration.actions.release_places import release_due
from registrar.areas.registration.actions.remove_unqualified import remove_unqualified
from registrar.areas.registration.actions.upload_timetable import CHECK, checking
from registrar.areas.registration.queries.bills_of_term import bills_of_term


@app.periodic(cron="20 1 * * *")
@app.task(name="registration.list_light_loads", queueing_lock="registration.list_light_loads")
def light_loads(timestamp: int) -> int:
    """List light loads of terms that are past add/drop and not yet at their end (polyu-2024-25:4K-03)."""
    with clock.at() as now:
        return sum(list_light_loads(term, actor=None, now=now) for term in terms_between(now) if term.add_drop_to < now)


@app.periodic(cron="30 1 * * *")
@app.task(name="registration.list_zero_subjects", queueing_lock="registration.list_zero_subjects")
def without_subjects(timestamp: int) -> int:
    """List students without a subject in terms past add/drop and not yet at their end (polyu-2024-25:4I-01)."""
    with clock.at() as now:
        return sum(
            list_zero_subjects(term, actor=None, now=now) for term in terms_between(now) if term.add_drop_to < now
        )


@app.periodic(cron="40 1 * * *")
@app.task(name="registration.remove_unqualified", queueing_lock="registration.remove_unqualified")
def unqualified(timestamp: int) -> int:
    """Remove follow-on subjects of terms whose add/drop is not over (polyu-2024-25:5D-01)."""
    with clock.at() as now:
        return sum(
            remove_unqualified(term.pk, actor=None, now=now) for term in terms_between(now) if now <= term.add_drop_to
        )


@app.periodic(cron="10 1 * * *")
@app.task(name="registration.nullify_unpaid", queueing_lock="registration.nullify_unpaid")
def unpaid(timestamp: int) -> int:
    """End the registration of everybody whose fees were not settled by their deadline (polyu-2024-25:8A-19, 5H-01)."""
    with clock.at() as now:
        return nullify_unpaid(actor=None, now=now).studies


@app.task(name=OFFER)
def offer_places_job(group_id: int) -> int:
    """Offer the free places of a group, as queued by what freed them; returns how many were offered."""
    with by_itself(OFFER) as now:
        return len(offer_places(group_id, now=now))


@app.periodic(cron="*/2 * * * *")
@app.task(name="registration.expire_offers", queueing_lock="registration.expire_offers")
def offers_over(timestamp: int) -> int:
    """End offers of waiting lists that ran out, and offer their places to the next students."""
    with by_itself("registration.expire_offers") as now:
        return expire_offers(now=now)


@app.periodic(cron="*/3 * * * *")
@app.task(name="registration.offer_free_places", queueing_lock="registration.offer_free_places")
def free_places(timestamp: int) -> int:
    """Offer free places that nobody queued a look for."""
    with by_itself("registration.offer_free_places") as now:
        return offer_free_places(now=now)


@app.periodic(cron="5 0 * * *")
@app.task(name="registration.close_lists", queueing_lock="registration.close_lists")
def lists_over(timestamp: int) -> int:
    """Close the waiting lists of terms whose add/drop is over (polyu-2024-25:5E-01)."""
    with by_itself("registration.close_lists") as now:
        return close_lists(now=now)


@app.periodic(cron="50 1 * * *")
@app.task(name="registration.end_registrations", queueing_lock="registration.end_registrations")
def studies_over(timestamp: int) -> int:
    """Take off registrations for terms after the end of a study (polyu-2024-25:6J-02)."""
    with by_itself("registration.end_registrations") as now:
        return end_registrations(actor=None, now=now)


@app.periodic(cron="8 0 * * *")
@app.task(name="registration.close_requests", queueing_lock="registration.close_requests")
def requests_over(timestamp: int) -> int:
    """Close requests that can't be granted any more (polyu-2024-25:5D-03, 5A-06, 5G-02)."""
    with by_itself("registration.close_requests") as now:
        return close_requests(now=now)


@app.periodic(cron="2 0 * * *")
@app.task(name="registration.release_places", queueing_lock="registration.release_places")
def reserves_over(timestamp: int) -> int:
    """Release reserved places whose day has come."""
    with by_itself("registration.release_places") as now:
        return release_due(now=now)


@app.task(name=BILL)
def bill_term_job(run_id: int) -> None:
    """Bill a term, as queued from the billing page."""

    def work(progress: Progress) -> dict[str, Any]:
        run = progress.job()
        done = bill_term(run.arguments["term"], actor=run.actor, now=clock.now(), progress=progress)
        return dict(done.to_json())

    carry_out(run_id, work)


@app.task(name=PREVIEW)
def preview_billing_job(run_id: int) -> None:
    """Preview the billing of a term, as queued from the billing page."""

    def work(progress: Progress) -> dict[str, Any]:
        run = progress.job()
        now, term = clock.now(), run.arguments["term"]
        found = preview(bills_of_term(term, now.date()), term=term_by_key(term), now=now, progress=progress)
        keep_preview(found, term=term, actor=run.actor, now=now)
        return found.summary

    carry_out(run_id, work)


@app.task(name=CHECK)
def check_timetable_job(run_id: int) -> None:
    """Check a long timetable file, as uploaded."""
    carry_out(run_id, checking)


@app.task(name=APPLY)
def apply_timetable_job(run_id: int) -> None:
    """Apply a timetable file as it was checked."""
    carry_out(run_id, lambda progress: applying(progress, clock.now()))


@app.task(name=DRAW)
def draw_ballot_job(run_id: int) -> None:
    """Draw a ballot, as queued from its page."""

    def work(progress: Progress) -> dict[str, Any]:
        run = progress.job()
        done = draw_ballot(int(run.arguments["ballot"]), actor=run.actor, now=clock.now(), progress=progress)
        return {"granted": done.granted, "refused": done.refused, "skipped": done.skipped}

    carry_out(run_id, work)


@app.task(name=PUBLISH)
def publish_ballot_job(run_id: int) -> None:
    """Publish the results of a ballot, as queued from its page."""

    def work(progress: Progress) -> dict[str, Any]:
        run = progress.job()
        return {"told": publish_ballot(int(run.arguments["ballot"]), actor=run.actor, now=clock.now())}

    carry_out(run_id, work)


@app.task(name=PREVIEW_ASSIGNMENT)
def preview_assignment_job(run_id: int) -> None:
    """See what assigning to many students would do."""
    carry_out(run_id, lambda progress: previewing(progress, clock.now()))


@app.task(name=ASSIGN)
def assign_subjects_job(run_id: int) -> None:
    """Assign subjects to many students, as previewed."""
    carry_out(run_id, lambda progress: assigning(progress, clock.now()))


@app.periodic(cron="*/10 * * * *")
@app.task(name="registration.follow_reinstatements", queueing_lock="registration.follow_reinstatements")
def reinstatements_paid_or_not(timestamp: int) -> int:
    """Close applications for reinstatement that were not paid for, carry out those approved and paid (5H-04)."""
    with by_itself("registration.follow_reinstatements") as now:
        return follow_reinstatements(now=now)
