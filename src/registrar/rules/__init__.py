"""The regulations, one pure function a file: rules/<area>/<rule>.py holds the rule `<area>.<rule>`.

Nothing is imported here: the rulebook finds a rule's file by the rule's name when it is first asked for.
"""
