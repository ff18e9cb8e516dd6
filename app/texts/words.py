"""What is said on the page: the names of its texts, the same ones in every language."""

from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts in one language; ``{name}`` stands for what is put in when a text is shown.

    ``found``, ``maybe`` and ``not_found`` are the verdicts in words.
    """

    language: Language
    page_title: str
    tagline: str
    skip: str
    skip_content: str
    needs_script: str
    views: str
    ask_view: str
    tour_view: str
    register: str
    archive: str
    choose_language: str
    lost: str
    loading: str
    loading_long: str
    asked_early: str
    ready: str

    conversation: str
    welcome: str
    promise: str
    privacy: str
    counted: str
    opening: str
    one_document: str
    latest: str
    all_documents: str
    examples: str
    following: str
    question: str
    question_hint: str
    send: str
    asked: str
    asked_at: str
    greeting: str
    thanks: str
    searching: str

    found: str
    maybe: str
    not_found: str
    looked_for: str
    source: str
    list_of_items: str
    also_at: str
    also_at_many: str
    same_matter: str
    same_matter_many: str
    one_matter: str
    handled: str
    another_place: str
    filters: str
    filter_document: str
    filter_body: str
    filter_part: str
    filter_other: str
    filter_year: str
    filter_language: str
    filter_since: str
    filter_until: str
    filter_any: str
    limited: str
    hinted: str
    unhint: str
    going_on: str
    ask_alone: str
    one_more: str
    more: str
    copy_quote: str
    share: str
    link_copied: str
    edit: str
    copied: str
    copy_failed: str
    closest: str
    searched_one: str
    searched: str
    searched_within_one: str
    searched_within: str
    ask_otherwise: str
    advice: tuple[str, str, str]

    empty_question: str
    unfit_question: str
    cannot_answer: str
    unexpected: str
    busy: str
    unsent: str

    changed: str
    ask_again: str
    conversations: str
    new_conversation: str
    clear: str
    cleared: str
    undo: str
    brought_back: str
    save_memo: str
    save_all: str
    memo_title: str
    file_name: str
    kept_here: str
    copy_all: str
    print_all: str

    viewer: str
    find_document: str
    no_document: str
    more_documents: str
    contents: str
    close: str
    back: str
    page: str
    original: str
    new_tab: str
    save: str
    page_as_it_is: str
    picture: str
    steps: str
    previous: str
    next: str
    step: str
    items: str
    previous_item: str
    next_item: str
    print_item: str
    find_within: str
    match: str
    no_match: str
    previous_match: str
    next_match: str
    inferred_pages: str
    read_pages: str
    unread_pages: str
    treated: str
    treated_words: str
    treated_more: str
    treated_out: str
    treated_looks: str
    no_file: str
    file_gone: str
    file_changed: str
    gone_document: str
    gone_span: str

    log_in_title: str
    log_in_why: str
    log_in_field: str
    log_in: str
    log_out: str
    log_in_wrong: str
    too_many_tries: str
