"""What keeps forms that anybody may send from misuse: no account, cookie or session is needed for it.

A view asks `origin.is_own` before it reads anything, builds its form from `forms.GuardedForm`, and counts with
`limits.count_in` in the transaction that stores what was sent.
"""
