"""The component CSS loses its brand and keeps its rules."""

from tools.vendor_frontend import leftovers, unbrand

BRANDED = """/*! Copyright (c) 2011 by Margaret Calvert & Henrik Kubel. All rights reserved. */
@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}
.govuk-body{font-family:GDS Transport,arial,sans-serif;color:var(--govuk-text-colour,#0b0c0c)}
.govuk-footer__logo{background-image:url(/assets/images/govuk-crest.svg)}
.govuk-input__prefix{background-color:#f3f3f3;border:2px solid #cecece}
.govuk-button{background-color:#0f7a52;color:#fff}
.govuk-panel{border:1px solid #123456}
/*# sourceMappingURL=govuk-frontend.min.css.map */"""


def test_typeface_crest_and_source_map_go() -> None:
    css = unbrand(BRANDED)
    assert leftovers(BRANDED) != []
    assert leftovers(css) == []
    assert ".govuk-body{font-family:var(--rg-font-text)" in css


def test_fixed_colours_become_properties_of_the_theme() -> None:
    css = unbrand(BRANDED)
    assert "background-color:var(--rg-wash,#f3f3f3);border:2px solid var(--govuk-border-colour,#cecece)" in css
    # A colour that already has its property is left as it is, and so is one without a counterpart
    assert "color:var(--govuk-text-colour,#0b0c0c)" in css
    assert "border:1px solid #123456" in css


def test_rules_that_our_own_stylesheet_sets_are_left_alone() -> None:
    assert ".govuk-button{background-color:#0f7a52;color:#fff}" in unbrand(BRANDED)
