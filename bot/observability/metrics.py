"""The figures operators watch, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from bot.messages import ChannelName, Language, Outcome
from bot.observability.deliveries import DeliveryFigures

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """Counters of one process, in a registry of their own, and what the rows tell of deliveries.

    Args:
        deliveries: read at each look; None: they are left out.
    """

    def __init__(self, deliveries: DeliveryFigures | None = None) -> None:
        self._registry = CollectorRegistry()
        self._delivery_figures = deliveries
        if deliveries is not None:
            deliveries.register(self._registry)
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self._requests = Counter(
            "vneid_http_requests",
            "HTTP requests.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._request_seconds = Histogram(
            "vneid_http_request_seconds",
            "Time to answer an HTTP request.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._messages = Counter(
            "vneid_messages",
            "Messages of citizens; outcome failed: the turn raised.",
            ["channel", "outcome", "language"],
            registry=self._registry,
        )
        self._turn_seconds = Histogram(
            "vneid_turn_seconds",
            "Time of one turn, stored and answered.",
            ["channel"],
            buckets=_SECONDS,
            registry=self._registry,
        )

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts an HTTP request; `route` is the template, never the address."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def count_turn(
        self, channel: ChannelName, outcome: Outcome, language: Language, seconds: float
    ) -> None:
        """Counts a message that was answered."""
        self._messages.labels(channel.value, outcome.value, language.value).inc()
        self._turn_seconds.labels(channel.value).observe(seconds)

    def count_failure(self, channel: ChannelName) -> None:
        """Counts a message that could not be taken."""
        self._messages.labels(channel.value, "failed", "none").inc()

    async def exposition(self) -> bytes:
        """All figures in Prometheus's text format."""
        if self._delivery_figures is not None:
            await self._delivery_figures.refresh()
        return generate_latest(self._registry)
