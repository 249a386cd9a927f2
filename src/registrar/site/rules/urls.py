"""Addresses of the rule explorer."""

from django.urls import path

from registrar.site.rules.views.clause_list import ClauseList
from registrar.site.rules.views.clause_page import ClausePage
from registrar.site.rules.views.coverage_list import CoverageList
from registrar.site.rules.views.coverage_page import CoveragePage
from registrar.site.rules.views.decision_page import DecisionJson, DecisionPage
from registrar.site.rules.views.edition_list import EditionList
from registrar.site.rules.views.parameter_list import ParameterList
from registrar.site.rules.views.parameter_page import ParameterPage
from registrar.site.rules.views.rule_cases import RuleCases
from registrar.site.rules.views.rule_list import RuleList
from registrar.site.rules.views.rule_page import RulePage
from registrar.site.rules.views.try_rule import TryRule

urlpatterns = [
    path("rules/", RuleList.as_view(), name="rule_list"),
    path("rules/<str:name>/", RulePage.as_view(), name="rule"),
    path("rules/<str:name>/cases/", RuleCases.as_view(), name="rule_cases"),
    path("rules/<str:name>/try/", TryRule.as_view(), name="rule_try"),
    path("clauses/", ClauseList.as_view(), name="clause_list"),
    path("clauses/<str:edition>/<str:clause>/", ClausePage.as_view(), name="clause"),
    path("figures/", ParameterList.as_view(), name="parameter_list"),
    path("figures/<str:name>/", ParameterPage.as_view(), name="parameter"),
    path("editions/", EditionList.as_view(), name="edition_list"),
    path("coverage/", CoveragePage.as_view(), name="coverage"),
    path("coverage/duties/", CoverageList.as_view(), name="coverage_list"),
    path("decisions/<int:key>/", DecisionPage.as_view(), name="decision"),
    path("decisions/<int:key>/json/", DecisionJson.as_view(), name="decision_json"),
]
