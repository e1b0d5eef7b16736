"""Acts with their days in; the figures of strength of every pair at the end of each period of the calendar out.

One way: ledger -> acts by day -> periods -> standings. What is made of them, courses with their changes and the page's time
range, is above.
"""
