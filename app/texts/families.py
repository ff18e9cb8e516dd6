"""What each part of the page says, and the names of those of its texts that the program names."""

from app.texts.read import Family, texts_of


class Texts(Family):
    """All texts in one language; ``{name}`` stands for what is put in when a text is shown.

    ``found``, ``maybe`` and ``not_found`` are the verdicts in words.
    """

    page_title: str
    examples: str
    following: str
    question: str
    question_hint: str
    send: str
    asked_at: str
    greeting: str
    thanks: str
    source: str
    filter_body: str
    filter_part: str
    filter_year: str
    filter_language: str
    limited: str
    closest: str
    searched_one: str
    searched: str
    searched_within_one: str
    searched_within: str
    memo_title: str
    page: str
    no_file: str
    file_gone: str
    file_changed: str
    gone_document: str
    gone_span: str
    log_in_title: str
    log_in_why: str
    log_in_wrong: str
    too_many_tries: str


TEXTS = texts_of(Texts, "page")


class TourTexts(Family):
    """All texts of the tour in one language; ``{name}`` stands for what is put in when a text is shown."""

    waiting: str
    gone: str
    spread: str
    bodies: str
    others: str
    trying: str
    no_questions: str
    tried_failed: str


TOUR = texts_of(TourTexts, "tour")


class RegisterTexts(Family):
    """All texts of the register in one language; ``{name}`` stands for what is put in.

    The columns from ``date`` to ``case`` are also the labels of the fields that narrow it.
    """

    title: str
    date: str
    body: str
    item: str
    matter: str
    outcome: str
    in_force: str
    case: str
    vote_for: str
    vote_against: str
    vote_blank: str
    citation: str
    document: str
    agenda: str
    file: str


REGISTER = texts_of(RegisterTexts, "register")


class ArchiveTexts(Family):
    """All texts of the archive in one language; ``{name}`` stands for what is put in.

    What they have in common with the register of decisions, as the heads of columns, is said there.
    """

    title: str
    case_title: str
    gone_meeting: str
    gone_case: str


ARCHIVE = texts_of(ArchiveTexts, "archive")


class FeedbackTexts(Family):
    """All texts of the form in one language."""

    kept: str
    remark_kept: str
    failed: str


FEEDBACK = texts_of(FeedbackTexts, "feedback")


class RefusalTexts(Family):
    """What is wrong with a request, in one language: in a few words, and with what can be done.

    ``name`` is the host name that was asked by, ``most`` the bytes that a request may have.
    """

    no_file: str
    to_the_page: str


REFUSALS = texts_of(RefusalTexts, "refusals")


class Statement(Family):
    """A statement: its title and lead, and sections of a heading and paragraphs.

    ``contact`` leads to where one may write, ``no_contact`` says that nobody has told; both stand in the
    section that ``feedback`` heads. ``back`` leads to the page.
    """

    title: str


STATEMENTS = texts_of(Statement, "statement")
"""The statement of each language; what it says of tests is what ``tests/browser/test_axe.py`` does."""


class OutcomeTexts(Family):
    """All texts of outcomes in one language.

    The first eleven are the sentences of the kinds of outcome, under their names; those that end in ``_vote``
    stand where votes were counted, ``{votes}`` being *7–2*. The next five are what a part of an item is
    called by its role; ``earlier`` is what an earlier handling is called, ``{where}`` its body, date and §.
    """

    earlier: str
    agenda: str
    lost: str


OUTCOME = texts_of(OutcomeTexts, "outcome")


class AdminTexts(Family):
    """All texts of the view in one language; ``{name}`` stands for what is put in.

    Those that begin with ``doubt_`` are the kinds of doubts, with their values in order; ``new``, ``seen``
    and ``mended`` are the states of what was said. ``unexpected`` is said where a page cannot be shown.
    """

    title: str
    closed: str
    log_in_why: str
    said: str


ADMIN = texts_of(AdminTexts, "admin")


class AskingTexts(Family):
    """The patterns of one language: by what a part of minutes is for, and by what a sentence tells.

    ``{topic}`` stands for a title in the case of *-sta*, ``{subject}`` for one as the subject, see
    ``app/tour/wording/topic.py``; ``{item}`` stands for ``§ 31`` or ``§ 31 (2.12.2024)``, which no language
    inflects; what else is put in (a title, a case number) is taken from the document as it is written there.
    Of several patterns the first is tried first. ``report`` are questions on the report that ships.
    ``months`` and ``seasons`` (winter first) are written as they stand behind ``Mitä tapahtui``.
    """

    report: tuple[str, ...]
    case: tuple[str, ...]
    decision: tuple[str, ...]
    happened: str
    in_month: str
    in_season: str
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    seasons: tuple[str, str, str, str]
    who: str
    heading: str
    about: tuple[str, ...]
    meeting: str


ASKING = texts_of(AskingTexts, "asking")
