"""Any person, any pupil, any day: what Hypothesis may think of."""

from datetime import date

from hypothesis import strategies as st

from portal.people.rules import (
    Authority,
    CourtRestriction,
    Link,
    MandateGiven,
    MandateScope,
    RepresentationBasis,
    RepresentationGiven,
    Subject,
    Term,
)

dates = st.dates(date(2000, 1, 1), date(2040, 12, 31))
terms = st.builds(Term, since=dates, until=st.none() | dates)
given_mandates = st.builds(MandateGiven, scope=st.sampled_from(MandateScope), term=terms)
given_representations = st.builds(
    RepresentationGiven,
    basis=st.sampled_from(RepresentationBasis),
    term=terms,
    agreed_on=st.none() | dates,
    review_by=dates,
    has_document=st.booleans(),
)
restrictions = st.builds(
    CourtRestriction,
    term=terms,
    may_view=st.booleans(),
    may_request=st.booleans(),
    may_be_informed=st.booleans(),
)
links = st.builds(
    Link,
    term=terms,
    is_self=st.booleans(),
    authority=st.sampled_from(Authority),
    restriction=st.none() | restrictions,
    mandates=st.lists(given_mandates, max_size=2).map(tuple),
    representations=st.lists(given_representations, max_size=2).map(tuple),
    provisional=st.booleans(),
)
subjects = st.builds(
    Subject,
    born_on=st.none() | dates,
    primary=st.booleans(),
    left_on=st.none() | dates,
    kept_until=st.none() | dates,
    special=st.booleans(),
)
