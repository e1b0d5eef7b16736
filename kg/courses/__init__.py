"""An event table in; strength over time, and the dates on which it changed with the acts that made it, out.

One way: event table -> ledger -> acts by day -> series of figures; acts by week -> changes; both -> course -> text, plot.
"""

from kg.courses.changes import Change, ChangeAct
from kg.courses.course import Course, CoursePeriod, Standing
from kg.courses.find import Courses, course, courses_of
from kg.series.periods import Period

__all__ = ["Change", "ChangeAct", "Course", "CoursePeriod", "Courses", "Period", "Standing", "course", "courses_of"]
