"""Edits what is fetched of a link."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.core.choices import (
    BITRATES,
    AudioFormat,
    Choices,
    Container,
    Quality,
    Sponsors,
    Subtitles,
)
from app.ui.choices import words
from app.ui.choices.language_button import LanguageButton
from app.ui.form import Form, ValueCombo, show_checked
from app.ui.icons import icon


class ChoicesEditor(QWidget):
    """A column of fields for one `Choices`; those that do not apply are not shown.

    `compact` leaves the hints to the tips of the fields.
    """

    changed = Signal()  # by the person; not where the program shows other choices

    def __init__(self, *, compact: bool = False) -> None:
        super().__init__()
        self._compact = compact
        self._subtitles_there: tuple[str, ...] = ()
        self._automatic_there: tuple[str, ...] = ()
        self._subtitles = Subtitles.NONE  # as they were wanted last, whether that applies or not
        self.kind = ValueCombo([(False, self.tr("Video")), (True, self.tr("Audio only"))])
        self.quality = ValueCombo([(one, words.quality(one)) for one in Quality])
        self.container = ValueCombo([(one, words.container(one)) for one in Container])
        self.audio = ValueCombo([(one, words.audio(one)) for one in AudioFormat])
        rates: list[int | None] = [None, *reversed(BITRATES)]
        self.bitrate = ValueCombo([(one, words.bitrate(one)) for one in rates])
        self.subtitles: ValueCombo[Subtitles] = ValueCombo()
        self.languages = LanguageButton()
        self.automatic = QCheckBox(self.tr("Also those made by a machine"))
        self.chapters = QCheckBox(self.tr("Chapters"))
        self.tags = QCheckBox(self.tr("Title, artist and other tags"))
        self.cover = QCheckBox(self.tr("The picture as a cover"))
        self.sponsors = ValueCombo([(one, words.sponsors(one)) for one in Sponsors])
        self.form = Form()
        self.more = Form()  # what is folded away; pages may add rows of their own
        self.more_button = QPushButton(self.tr("More"))
        self._name_fields()
        self._lay_out()
        self._wire()
        self.show_choices(Choices())

    def choices(self) -> Choices:
        """What is chosen, without what does not apply."""
        embedded = {
            "chapters": self.chapters.isChecked(),
            "tags": self.tags.isChecked(),
            "cover": self.cover.isChecked(),
        }
        is_audio, subtitles = self.kind.value(), self.subtitles.value()
        audio = self.audio.value() if is_audio else None
        has_subtitles = subtitles is not Subtitles.NONE
        return Choices(
            quality=Quality.BEST if is_audio else self.quality.value(),
            container=Container.ANY if is_audio else self.container.value(),
            audio=audio,
            bitrate=self.bitrate.value() if audio and audio.has_bitrate else None,
            subtitles=subtitles,
            languages=self.languages.languages() if has_subtitles else (),
            automatic_subtitles=has_subtitles and self.automatic.isChecked(),
            sponsors=self.sponsors.value(),
            **embedded,
        )

    def show_choices(self, choices: Choices) -> None:
        """Show others, without telling that they were changed."""
        self.kind.show_value(choices.audio is not None)
        self.quality.show_value(choices.quality)
        self.container.show_value(choices.container)
        self.audio.show_value(choices.audio or AudioFormat.BEST)
        self.bitrate.show_value(choices.bitrate)
        self._subtitles = choices.subtitles
        self.languages.show_languages(choices.languages)
        self.sponsors.show_value(choices.sponsors)
        for box, on in (
            (self.automatic, choices.automatic_subtitles),
            (self.chapters, choices.chapters),
            (self.tags, choices.tags),
            (self.cover, choices.cover),
        ):
            show_checked(box, on)
        self._show_what_applies()

    def set_languages(self, subtitles: Sequence[str], automatic: Sequence[str]) -> None:
        """Offer the languages a video has; with neither, common ones."""
        self._subtitles_there = tuple(subtitles)
        self._automatic_there = tuple(automatic)
        self._offer_languages()

    def align(self, *others: Form) -> None:
        """Let all fields begin at the same place, those of forms above and below it too.

        To be called again after rows were added.
        """
        forms = (*others, self.form, self.more)
        labels = [label for form in forms for label in form.row_labels]
        for form in forms:
            form.align(labels)

    def _offer_languages(self) -> None:
        there = list(self._subtitles_there)
        if self.automatic.isChecked() or not there:
            there += self._automatic_there
        self.languages.offer(tuple(dict.fromkeys(there)))

    def _show_what_applies(self) -> None:
        is_audio = self.kind.value()
        self.form.show_row(self.quality, shown=not is_audio)
        self.form.show_row(self.container, shown=not is_audio)
        self.form.show_row(self.audio, shown=is_audio)
        self.form.show_row(self.bitrate, shown=is_audio and self.audio.value().has_bitrate)
        self._offer_subtitles()
        has_subtitles = self.subtitles.value() is not Subtitles.NONE
        self.form.show_row(self.languages, shown=has_subtitles)
        self.form.show_row(self.automatic, shown=has_subtitles)

    def _offer_subtitles(self) -> None:
        """Not inside a file of sound alone, where there is no place for them."""
        fitting = [
            one for one in Subtitles if one is not Subtitles.EMBEDDED or not self.kind.value()
        ]
        self.subtitles.offer((one, words.subtitles(one)) for one in fitting)
        self.subtitles.show_value(self._subtitles)

    def _choose_subtitles(self) -> None:
        self._subtitles = self.subtitles.value()
        self._edited()

    def _edited(self) -> None:
        self._show_what_applies()
        self._offer_languages()
        self.changed.emit()

    def _fold(self, opened: bool) -> None:
        self.more.setVisible(opened)
        onward = "chevron-left" if self.isRightToLeft() else "chevron-right"
        self.more_button.setIcon(icon("chevron-down" if opened else onward))

    def _name_fields(self) -> None:
        for name in (
            "kind",
            "quality",
            "container",
            "audio",
            "bitrate",
            "subtitles",
            "languages",
            "automatic",
            "chapters",
            "tags",
            "cover",
            "sponsors",
        ):
            field: QWidget = getattr(self, name)
            field.setObjectName(f"choice_{name}")
        self.more_button.setObjectName("choice_more")
        self.more_button.setProperty("kind", "plain")
        self.more_button.setCheckable(True)
        self.more_button.setAccessibleName(self.tr("More choices"))

    def _lay_out(self) -> None:
        form, more = self.form, self.more
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(form)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(more)
        form.add(self.tr("Kind"), self.kind)
        form.add(
            self.tr("Quality"),
            self.quality,
            self._hint(self.quality, self.tr("Where there is less, the best below is taken.")),
        )
        form.add(self.tr("File type"), self.container)
        form.add(self.tr("Audio format"), self.audio)
        form.add(self.tr("Bit rate"), self.bitrate)
        form.add(self.tr("Subtitles"), self.subtitles)
        form.add(self.tr("Languages"), self.languages)
        form.add_wide(self.automatic)
        more.heading(self.tr("Put into the file"))
        more.add_wide(self.chapters)
        more.add_wide(self.tags)
        more.add_wide(self.cover)
        more.add(
            self.tr("Advertising"),
            self.sponsors,
            self._hint(
                self.sponsors,
                self.tr(
                    "Inside the video, as far as people have marked it at SponsorBlock. "
                    "Spool asks there about the video."
                ),
            ),
        )
        self.align()
        more.hide()
        self._fold(opened=False)

    def _hint(self, field: QWidget, hint: str) -> str:
        if not self._compact:
            return hint
        field.setToolTip(hint)
        field.setAccessibleDescription(hint)
        return ""

    def _wire(self) -> None:
        for combo in (
            self.kind,
            self.quality,
            self.container,
            self.audio,
            self.bitrate,
            self.sponsors,
            self.languages,
        ):
            combo.chosen.connect(self._edited)
        self.subtitles.chosen.connect(self._choose_subtitles)
        for box in (self.automatic, self.chapters, self.tags, self.cover):
            box.toggled.connect(self._edited)
        self.more_button.toggled.connect(self._fold)
