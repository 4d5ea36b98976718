"""What a list of downloads asks of its model."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.download import Download

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ROWS_MIME = "application/x-spool-rows"


class RowSource(QAbstractListModel):
    """Rows by place and by id. What is not at hand has no id yet, and no place."""

    def row_at(self, place: int) -> Download | None:
        raise NotImplementedError

    def id_at(self, place: int) -> str | None:
        raise NotImplementedError

    def ids_at(self, first: int, last: int) -> list[str]:
        """The ids of neighbouring rows, both ends included."""
        raise NotImplementedError

    def place_of(self, download_id: str) -> int | None:
        """Where a row is shown, if it is."""
        raise NotImplementedError

    def places_of(self, ids: Iterable[str]) -> list[int]:
        """Where those of the rows that are shown are, from the first to the last."""
        return sorted(place for i in ids if (place := self.place_of(i)) is not None)


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as ranges of neighbours."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place - 1:
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((place, place))
    return spans
