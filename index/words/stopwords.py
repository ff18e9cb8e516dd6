"""Small words: those that say nothing by themselves, in each language of documents."""

from collections.abc import Mapping

from corpus.language import FUNCTION_WORDS, Language

SMALL_WORDS: Mapping[Language, frozenset[str]] = {
    "fi": FUNCTION_WORDS["fi"]
    | frozenset(
        """
        minä sinä hän me te he minun sinun hänen meidän teidän heidän itse toisensa
        tämän tässä tästä tähän tällä tältä tälle tätä nämä näiden näitä näissä näistä näihin näillä näille
        tuo tuon tuota nuo niitä niiden niissä niistä niihin niillä niille sitä siinä siitä siihen sillä
        siltä sille sitten siten siis silti niin näin kuten kuin kun koska vaan vaikka mutta eli sekä tai
        taikka joko ehkä kyllä myös myöskään vain jo vielä enää aina usein joskus nyt silloin tällöin lisäksi
        kuitenkin puolestaan muun muassa mm esim ns jne ym eräs jokin jotain jonkin joita joiden joissa
        joista joihin joilla joille jolla jolle jolta jossa josta johon jonka jota jotka jotta
        mukaan mukaisesti kanssa kautta osalta suhteen johdosta vuoksi takia myötä ohella sijaan lisäksi
        ennen jälkeen aikana välillä kesken saakka asti alle yli ali noin lähes melko hyvin erittäin
        on ole olla ollut olleet olisi olisivat olivat oli olen olemme ovat en et emme ette eivät eikä älä
        voi voida voidaan voivat voisi tulee tulevat pitää pitäisi täytyy saa saavat kaikki kaiken kaikkia
        kaikille muu muut muita muiden muissa eri sama samaa samalla saman kukin kunkin
        """.split()
    ),
    "sv": FUNCTION_WORDS["sv"]
    | frozenset(
        """
        jag du han hon vi ni de dem dig mig oss er sig sin sitt sina min mitt mina din vår vårt våra deras
        dess denna detta dessa den det där här då så som om men utan eller samt dock även bara redan ännu
        alltid ofta nu igen mot mellan genom hos kring bland enligt inom utom trots sedan medan därför
        är var varit bli blivit blev har hade haft kan kunde kunna ska skall skulle må måste får fick
        alla allt all andra annat någon något några ingen inget inga varje
        """.split()
    ),
    "en": FUNCTION_WORDS["en"]
    | frozenset(
        """
        i you we us me him them my your our himself itself themselves one some any all each every no none
        such same other another more most less least very only just still already yet ever never here there
        but nor so because if while though although since until through between among within without
        against under over upon out up down off onto during per via according shall must am being done
        """.split()
    ),
}
"""Function words that stand in running text, those of questions (``FUNCTION_WORDS``) among them."""
