"""What every page is made of: components, base views, form rendering, pictures, PDF.

Knows no area and no rule. Areas use it; it uses only the kernel and the wording of
messages.
"""
