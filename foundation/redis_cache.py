"""Django's Redis cache with one client for each server, not one for each look-up.

Making a `redis.Redis` fills a table of 170 answers and costs as much as asking the server a question. Its maker
says that one may be shared by threads (redis-py, "Thread safety"); connections come from its pool either way.
"""

from typing import Any

from django.core.cache.backends import redis as django_redis


class _SharedClients(django_redis.RedisCacheClient):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._clients: dict[Any, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client of the pool that Django chooses."""
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]  # its types leave out what is private
        if pool not in self._clients:
            self._clients[pool] = self._client(connection_pool=pool)  # type: ignore[attr-defined]
        return self._clients[pool]


class RedisCache(django_redis.RedisCache):
    """`BACKEND` of settings.CACHES; options as Django documents them."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _SharedClients
