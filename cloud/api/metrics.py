"""What is counted here and in the store, for Prometheus."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from cloud.store.runs import Stats
from cloud.store.scripts import StoreAway

_METHODS = frozenset({"GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT", "PATCH"})
_ENDED = ("completed", "failed", "canceled")
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counts of one service, in a registry of its own."""

    def __init__(self, stats: Callable[[], Stats], streams: Callable[[], float]) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_StoreCollector(stats))
        self._requests = Counter(
            "spool_requests",
            "Requests that were answered",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "spool_request_seconds",
            "From a request to the end of its answer",
            ("method", "route"),
            registry=self.registry,
            buckets=_BUCKETS,
        )
        open_streams = Gauge(
            "spool_event_streams", "Event streams that are open", registry=self.registry
        )
        open_streams.set_function(streams)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request by the template of its route, so that there are few of them."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        if route != "/events":  # whose length says nothing
            self._seconds.labels(known, route).observe(seconds)


class _StoreCollector:
    """Asks the store each time it is asked; while that is away it says only so."""

    def __init__(self, stats: Callable[[], Stats]) -> None:
        self._stats = stats

    def describe(self) -> Iterator[Metric]:
        """Nothing, so that the registry does not ask the store for the names."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        try:
            stats = self._stats()
        except StoreAway:
            yield _gauge("spool_store_up", "Whether Redis answers", 0)
            return
        yield _gauge("spool_store_up", "Whether Redis answers", 1)
        yield from _now(stats)
        yield from _since_the_beginning(stats)


def _now(stats: Stats) -> Iterator[Metric]:
    downloads = GaugeMetricFamily("spool_downloads", "Downloads under way", labels=("state",))
    downloads.add_metric(("queued",), stats.queued)
    downloads.add_metric(("waiting",), stats.waiting)
    downloads.add_metric(("running",), stats.running)
    yield downloads
    yield _gauge("spool_oldest_queued_seconds", "How long one waits", stats.oldest_queued)
    yield _gauge("spool_workers", "Workers that live", stats.workers)


def _since_the_beginning(stats: Stats) -> Iterator[Metric]:
    totals = stats.totals
    ended = CounterMetricFamily("spool_ended", "Downloads that ended", labels=("state",))
    for state in _ENDED:
        ended.add_metric((state,), totals.get(state, 0))
    yield ended
    yield CounterMetricFamily("spool_submitted", "Links taken in", totals.get("submitted", 0))
    yield CounterMetricFamily("spool_bytes", "Bytes of finished files", totals.get("bytes", 0))


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value)
