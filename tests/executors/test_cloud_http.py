"""What is closed is closed whole."""

import asyncio

import pytest

from app.executors.cloud_address import Access
from app.executors.cloud_http import Http, Patience, to_the_end
from tests.executors.odd_service import OddService, says


def test_closing_comes_to_its_end_though_its_task_is_canceled() -> None:
    async def main() -> list[str]:
        done: list[str] = []
        begun, may_end = asyncio.Event(), asyncio.Event()

        async def close() -> None:
            begun.set()
            await may_end.wait()
            done.append("closed")

        async def closer() -> None:
            try:
                await to_the_end(close())
            finally:
                done.append("left")

        task = asyncio.create_task(closer())
        await begun.wait()
        task.cancel()
        await asyncio.sleep(0)
        may_end.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        return done

    assert asyncio.run(main()) == ["closed", "left"]


def test_what_comes_after_the_close_is_closed_too() -> None:
    """While it was still being connected, say: then the library has forgotten it."""

    async def main(address: str) -> tuple[bool, bool]:
        http = Http(Access(address, "token"), Patience(), None)
        client = await http.client()
        answers = [await client.send(client.build_request("GET", "/"), stream=True) for _ in "ab"]
        kept, late = (one.extensions["network_stream"].get_extra_info("socket") for one in answers)
        for one in answers:
            await one.aread()
        await http.let_go(answers[0])
        is_kept = kept.fileno() >= 0
        http._is_closed = True
        await http.let_go(answers[1])
        await asyncio.sleep(0)
        ended = late.fileno() < 0
        await client.aclose()
        return is_kept, ended

    with OddService(says(200, b"{}")) as odd:
        assert asyncio.run(main(odd.address)) == (True, True)
