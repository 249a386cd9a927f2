"""The symbols, drawn on a grid of 24 with strokes that take the colour of the text."""

from __future__ import annotations

from django.utils.safestring import SafeString

_SHAPES = {
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "cross": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
    "minus": '<path d="M6 12h12"/>',
    "question": '<path d="M9 9.2a3.1 3.1 0 1 1 4.5 2.8c-.9.5-1.5 1.1-1.5 2.2M12 17.8v.2"/>',
    "info": '<path d="M12 11v6M12 7v.2"/>',
    "alert": '<path d="M12 4.5l8.5 15h-17zM12 10.5v4M12 17v.2"/>',
    "hand": '<path d="M4 17.5l9.5-9.5 3.5 3.5L7.5 21H4zM13.5 8l2.5-2.5a1.8 1.8 0 0 1 2.5 0l1 1a1.8 1.8 0 0 1 0 2.5'
    'L17 11.5"/>',
    "person": '<circle cx="12" cy="8.5" r="3.75"/><path d="M4.75 20c.9-3.7 3.7-5.5 7.25-5.5s6.35 1.8 7.25 5.5"/>',
    "contrast": '<circle cx="12" cy="12" r="8.25"/><path d="M12 3.75v16.5"/><path d="M12 3.75a8.25 8.25 0 0 1 0 16.5z" '
    'fill="currentColor" stroke="none"/>',
    "chevron": '<path d="M6 9.5l6 6 6-6"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
    "coins": '<ellipse cx="12" cy="7" rx="7" ry="3"/><path d="M5 7v5c0 1.7 3.1 3 7 3s7-1.3 7-3V7M5 12v5c0 1.7 3.1 3 7 3'
    's7-1.3 7-3v-5"/>',
    "scale": '<path d="M4 17.5l13.5-13.5 2.5 2.5L6.5 20zM8 13.5l1.5 1.5M11 10.5l1.5 1.5M14 7.5l1.5 1.5"/>',
    "book": '<path d="M5 5.5A2 2 0 0 1 7 3.5h12v14.5H7a2 2 0 0 0-2 2zM5 20a2 2 0 0 0 2 .5h12v-2.5"/>',
    "download": '<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>',
    "search": '<circle cx="10.5" cy="10.5" r="5.75"/><path d="M15 15l5 5"/>',
    "arrow": '<path d="M5 12h14M13 6l6 6-6 6"/>',
}

#: Name -> shape, safe to print: every one is written above.
ICONS = {name: SafeString(shape) for name, shape in _SHAPES.items()}
