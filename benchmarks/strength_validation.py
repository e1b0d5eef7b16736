"""Country-pair events and what is known of the pairs from outside in; the validity of every measure of strength out.

THE SPLIT, fixed before any parameter was chosen
------------------------------------------------
The development events are three codings of the world's news, each a sample of the next larger one (every act of 2014 in
``C0515`` is in ``B1215``, nine in ten acts of that are in ``D14``), so that only time separates them:

- CHOOSING: events, truth rows and outcomes dated before 1 January 2014, of the sets ``C0515`` (2005-2013) and ``B1215``
  (7 August 2012 to 2013). Half-lives, priors, exponents, signs of codes, the factors of the intervals and everything else
  that could have been otherwise are chosen on these alone, or stood in the design page before.
- TESTING: truth rows of 2014, and outcomes (weeks, months, quarters) that lie in 2014, of the sets ``C0515``, ``B1215`` and
  ``D14``. Earlier events may be input to a figure that is tested, as they would be for a user; no outcome of 2014 may be
  looked at to choose anything. Test figures are taken once, after choosing, and reported beside those of choosing.

The three columns of the design page are ``C0515`` 2005-2011 (all of it choosing), ``D14`` 2014 (all of it testing) and
``B1215`` 2013-2015, of which these data hold 2013 (choosing) and 2014 (testing).

What the split cannot separate: alliances and rivalries of 2014 are nearly those of 2013, so that the parts share their
truth; a test on other pairs or other decades needs other data. ``H`` about 4 years, ``g`` .5, ``a`` .3 and the formula of T
come from the design page, whose authors saw years that are here.
"""
