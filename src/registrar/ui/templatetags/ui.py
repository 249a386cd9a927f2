"""``{% load ui %}``: every tag and filter of the page components."""

from django import template

from registrar.ui.templatetags import ui_blocks, ui_decision, ui_parts, ui_pictures, ui_words

register = template.Library()
for _library in (ui_words, ui_parts, ui_blocks, ui_decision, ui_pictures):
    register.tags.update(_library.register.tags)
    register.filters.update(_library.register.filters)
