"""A screen of panes that tells of the names in the article: list, card, page."""

from typing import TYPE_CHECKING

from textual.widget import Widget
from typing_extensions import override

from reader.articles.article import ArticleId
from reader.view.commands import Where
from reader.view.drawing.rows import Rows
from reader.view.screens.ruled import RuledScreen

if TYPE_CHECKING:
    from reader.view.panes.card import Card
    from reader.view.panes.entity_page import EntityPage
    from reader.view.panes.names_here import NamesHere
    from reader.view.panes.telling import Subject


class KnowingScreen(RuledScreen):
    """Knows who or what is meant, and what is shown of it; arguments as of the base."""

    card: "Card | None" = None
    """Tells of the name in focus; None while it is not wanted."""
    page: "EntityPage | None" = None
    """The page that was opened last; None before one is, and when it was closed."""
    opened_from_page: ArticleId | None = None
    """The article that was opened from the page, which `Esc` comes back to."""

    _told_by = ""

    @property
    def page_shown(self) -> "EntityPage | None":
        """The page, if it is on the screen."""
        return self.page if self.page is not None and self.page.display else None

    @property
    def subject(self) -> "Subject | None":
        """Who or what commands on names mean: on the page, in a list, in focus; or nobody."""
        if self.page_shown is not None:
            return self.page_shown.subject
        if self.where is Where.LIST and self.aside is not None:
            return self.aside.subject
        focus = self.reading.focus_name
        if focus is None:
            return None
        from reader.view.panes.telling import subject_of  # noqa: PLC0415 -- no names at the start

        return subject_of(focus.mention)

    @property
    def subject_in_view(self) -> "Subject | None":
        """The same, or the first name on the screen."""
        subject = self.subject
        if subject is None and self.reading.article is not None:
            from reader.view.panes.telling import subject_of  # noqa: PLC0415 -- as above

            first = self.reading.names.first_in(*self.reading.span_in_view)
            subject = subject_of(first) if first is not None else None
        return subject

    @property
    @override
    def rows(self) -> Rows:
        """The list that is there, the page's own included."""
        return self.listing if self.page_shown is None else self.page_shown.rows

    @property
    def is_naming(self) -> bool:
        """Whether articles are left whose names are not known."""
        return self._naming.is_running

    def follow(self) -> None:
        """Tell of what is in focus now, and list the names of the article that is shown."""
        if self.aside is not None:
            from reader.view.panes.names_here import NamesHere  # noqa: PLC0415 -- as above

            if isinstance(self.aside, NamesHere):
                self.aside.show_names(self.reading.mentions)
        if self._told_by != self._stamp:
            self._told_by = self._stamp
            self.learn_again()
        else:
            self._tell()

    def learn_again(self) -> None:
        """Tell anew of what is told of, as after the reader's word on it."""
        if self.card is not None:
            self.card.forget()
            self._tell()
        if self.page is not None:
            self.page.learn_again()

    def _tell(self) -> None:
        if self.card is not None:
            lack = self.names_awaited or "No name is in view: ] goes to the next one"
            self.card.tell(self.subject_in_view, lack, is_naming=self.is_naming)

    async def turn_card(self) -> None:
        """Show the card, or take it away."""
        if self.card is not None:
            await self.card.remove()
            self.card = None
            return
        from reader.view.panes.card import Card  # noqa: PLC0415 -- as above

        self.card = Card(self.library, self.headlines.glyphs, id="card")
        await self.mount(self.card, before=self.status)
        self.follow()

    async def open_page(self, subject: "Subject") -> None:
        """Show the page of an entity, in place of the panes."""
        from reader.view.panes.entity_page import EntityPage  # noqa: PLC0415 -- as above

        await self.close_page()
        self.page = EntityPage(
            self.library,
            self.headlines.glyphs,
            subject,
            is_naming=self.is_naming,
            id="page",
        )
        self._left_from = self.where
        await self.mount(self.page, before=self.status)
        self._cover_panes(is_covered=True)

    def show_page(self) -> None:
        """Show the page again that an article was opened from."""
        if self.page is not None:
            self.opened_from_page = None
            self.page.display = True
            self.page.refetch()
            self._cover_panes(is_covered=True)
            self.set_focus(self.page.rows)

    def hide_page(self, opened: ArticleId | None = None) -> None:
        """Show the panes; the page is kept.

        Args:
            opened: The article that is read meanwhile; None if the page is done with.
        """
        if self.page is not None:
            self.set_focus(None)  # else the search line got it, and the next key
            self.page.display = False
            self.opened_from_page = opened
            self._cover_panes(is_covered=False)

    async def close_page(self) -> None:
        """Take the page away, and let the keys go where they went before."""
        if self.page is not None:
            was_shown = self.page_shown is not None
            self.hide_page()
            page, self.page = self.page, None
            await page.remove()
            if was_shown:
                self.focus_pane(self._left_from)

    def ask_for(self, subject: "Subject", *, is_excluded: bool) -> None:
        """Ask for the articles that mention somebody beside all else, or for those that do not."""
        from reader.articles.fields import field_of  # noqa: PLC0415 -- as above
        from reader.articles.rewriting import exact_term, with_term  # noqa: PLC0415 -- as above

        asked = exact_term(field_of(subject.kind), subject.name)
        text = self.search.query_text
        self.search.put(with_term(text, asked, is_excluded=is_excluded, is_typing=True))

    def on_names_here_wanted(self, event: "NamesHere.Wanted") -> None:
        """Go to the first mention."""
        those = self.reading.names.of(event.subject.entity)
        if those:
            self.focus_pane(Where.ARTICLE)
            self.reading.go_to_name(those[0])
        else:
            self.status.say("This name is not lit; 0 lights more, 1 to 5 kinds")

    def _cover_panes(self, *, is_covered: bool) -> None:
        covered: list[Widget] = [self.search, self.panes]
        if self.card is not None:
            covered.append(self.card)
        for pane in covered:
            pane.display = not is_covered
