"""Thumbnails, fetched and decoded for the rows that are seen."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QRect,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    QUrl,
    Signal,
)
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkDiskCache,
    QNetworkReply,
    QNetworkRequest,
)

from app.ui.batch.row_layout import THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH

log = logging.getLogger(__name__)

MAX_BYTES = 4 * 1024 * 1024
_TIMEOUT_MS = 15_000
_PARALLEL = 4
_WAITING = 40
_KEPT = 400
_DISK_BYTES = 50 * 1024 * 1024
USUAL_SIZE = QSize(THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT)
_FORMATS = frozenset({b"jpeg", b"png", b"webp", b"gif", b"bmp"})


class Thumbnails(QObject):
    """Pictures by their address. What is asked for while painting comes later, with `arrived`.

    Only http and https; bounded in size, time and number. A picture that cannot be had is not
    asked for again until the window is opened anew. All are cut to one `size`.
    """

    arrived = Signal(str)  # the address

    def __init__(
        self,
        post: Callable[[Callable[[], None]], None],
        cache_folder: str,
        parent: QObject,
        size: QSize | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size or USUAL_SIZE
        self._post = post
        self._cache_folder = cache_folder
        self._pictures: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._waiting: OrderedDict[str, float] = OrderedDict()
        self._loading: dict[str, QNetworkReply] = {}
        self._decoding: set[str] = set()
        self._network: QNetworkAccessManager | None = None
        self._threads = QThreadPool(self)
        self._threads.setMaxThreadCount(1)

    def picture(self, address: str, ratio: float) -> QPixmap | None:
        """The picture of this address if it is here; else it is sent for."""
        if not address.startswith(("http://", "https://")):
            return None
        if address in self._pictures:
            self._pictures.move_to_end(address)
            return self._pictures[address]
        if address not in self._loading and address not in self._decoding:
            # The newest first: it is what is on the screen now.
            self._waiting[address] = ratio
            self._waiting.move_to_end(address)
            while len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
            self._fetch_next()
        return None

    def close(self) -> None:
        """Stop loading."""
        self._waiting.clear()
        for reply in list(self._loading.values()):
            reply.abort()
        self._threads.clear()
        self._threads.waitForDone(1000)

    def _fetch_next(self) -> None:
        while self._waiting and len(self._loading) < _PARALLEL:
            address, ratio = self._waiting.popitem()
            url = QUrl(address, QUrl.ParsingMode.StrictMode)
            if not url.isValid() or not url.host():
                self._keep(address, None)
                continue
            reply = self._manager().get(_request(url))
            self._loading[address] = reply
            reply.downloadProgress.connect(partial(_bound, reply))
            reply.finished.connect(partial(self._fetched, address, ratio, reply))

    def _manager(self) -> QNetworkAccessManager:
        if self._network is None:
            self._network = QNetworkAccessManager(self)
            if self._cache_folder:
                cache = QNetworkDiskCache(self._network)
                cache.setCacheDirectory(self._cache_folder)
                cache.setMaximumCacheSize(_DISK_BYTES)
                self._network.setCache(cache)
        return self._network

    def _fetched(self, address: str, ratio: float, reply: QNetworkReply) -> None:
        self._loading.pop(address, None)
        failed = reply.error() is not QNetworkReply.NetworkError.NoError
        data = QByteArray() if failed else reply.read(MAX_BYTES + 1)
        reply.deleteLater()
        if failed or not 0 < data.size() <= MAX_BYTES:
            self._keep(address, None)
        else:
            self._decoding.add(address)
            deliver = partial(self._decoded, address, ratio)
            decoded = partial(decode, data, ratio, self._size)
            self._threads.start(_Decoding(decoded, self._post, deliver))
        self._fetch_next()

    def _decoded(self, address: str, ratio: float, image: QImage | None) -> None:
        self._decoding.discard(address)
        picture = None
        if image is not None:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(ratio)
        self._keep(address, picture)
        if picture is not None:
            self.arrived.emit(address)

    def _keep(self, address: str, picture: QPixmap | None) -> None:
        self._pictures[address] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)


class _Decoding(QRunnable):
    """Turns bytes into a small picture, on a thread of the pool."""

    def __init__(
        self,
        decode: Callable[[], QImage | None],
        post: Callable[[Callable[[], None]], None],
        deliver: Callable[[QImage | None], None],
    ) -> None:
        super().__init__()
        self._decode = decode
        self._post = post
        self._deliver = deliver

    def run(self) -> None:
        image = self._decode()
        self._post(partial(self._deliver, image))


def decode(data: QByteArray, ratio: float, shape: QSize = USUAL_SIZE) -> QImage | None:
    """A picture cut to a thumbnail's shape with round corners, or None if it is none."""
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid() or size.isEmpty():
        return None
    area = QSize(round(shape.width() * ratio), round(shape.height() * ratio))
    covering = size.scaled(area, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if covering.width() > 16 * area.width() or covering.height() > 16 * area.height():
        return None
    reader.setScaledSize(covering)
    image = reader.read()
    return None if image.isNull() else _rounded(image, area, 6 * ratio)


def _rounded(image: QImage, area: QSize, radius: float) -> QImage:
    result = QImage(area, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(result.rect(), radius, radius)
    painter.setClipPath(path)
    source = QRect(0, 0, area.width(), area.height())
    source.moveCenter(image.rect().center())
    painter.drawImage(result.rect(), image, source)
    painter.end()
    return result


def _request(url: QUrl) -> QNetworkRequest:
    request = QNetworkRequest(url)
    request.setTransferTimeout(_TIMEOUT_MS)
    request.setMaximumRedirectsAllowed(5)
    attribute = QNetworkRequest.Attribute
    request.setAttribute(
        attribute.RedirectPolicyAttribute,
        QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy,
    )
    request.setAttribute(
        attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.PreferCache
    )
    return request


def _bound(reply: QNetworkReply, received: int, total: int) -> None:
    if max(received, total) > MAX_BYTES:
        reply.abort()
