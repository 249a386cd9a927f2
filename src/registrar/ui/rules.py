"""The one permission of the components themselves; the site says whose it is.

``registrar.site`` may widen it; here it asks for the staff mark of the account.
"""

import rules

rules.add_perm("ui.view_style_guide", rules.is_active & rules.is_staff)
