"""Each download is fetched by a process of its own that knows no secrets, and in its turn."""

from collections import Counter
from pathlib import Path

from tests.cloud.private_keys import PEM
from tests.cloud.redis_server import RedisServer
from tests.cloud.worker.crew import Plant, plant_of
from tests.cloud.worker.desk import eventually, is_flowing, is_running
from tests.cloud.worker.processes import arguments, environment, offspring, working_on
from tests.site import MediaSite

SECRETS = {
    "AWS_SECRET_ACCESS_KEY": "aws-hush-1",
    "AWS_SESSION_TOKEN": "aws-hush-2",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/aws-hush-3",
    "ECS_AGENT_URI": "http://127.0.0.1:9/api/ecs-hush-4",
    "ECS_CONTAINER_METADATA_URI_V4": "http://127.0.0.1:9/v4/ecs-hush-5",
    "REDIS_PASSWORD": "redis-hush-6",
    "SIGNED_URL_KEY": PEM,
    "TOKENS": "anna:tokens-hush-7",
}
WITH_KEY = {"SIGNED_URL_BASE": "https://d111.cloudfront.net", "SIGNED_URL_KEY_ID": "KHUSH8"}
SIZE = 1_500_000


def test_a_child_serves_one_download_and_knows_no_secret(
    server: RedisServer, tmp_path: Path, media_site: MediaSite
) -> None:
    client = server.client()
    client.config_set("requirepass", SECRETS["REDIS_PASSWORD"])
    client.auth(SECRETS["REDIS_PASSWORD"])
    try:
        with plant_of(server, tmp_path, password=SECRETS["REDIS_PASSWORD"]) as plant:
            _look_at_children(plant, media_site)
    finally:
        client.config_set("requirepass", "")
        client.close()


def _look_at_children(plant: Plant, media_site: MediaSite) -> None:
    environ = {name: value for name, value in SECRETS.items() if name != "TOKENS"}
    worker = plant.service.start_worker(
        **environ, **WITH_KEY, TOKENS=SECRETS["TOKENS"], TOKENS_FILE=""
    )
    live = plant.desk.one(media_site.url("/hls/long/master.m3u8", live=1, rate=200_000))
    urls = [media_site.url(f"/bytes/c{n}-{SIZE}.mp4", rate=500_000) for n in range(3)]
    ids = plant.desk.submit(*urls)
    pids: dict[str, set[int]] = {}
    seen_arguments: set[bytes] = set()
    seen_environments: set[bytes] = set()

    def look() -> None:
        children = offspring(worker.pid) - {worker.pid}
        seen_arguments.update(map(arguments, children | {worker.pid}))
        seen_environments.update(map(environment, children))
        for download_id in ids:
            pids.setdefault(download_id, set()).update(working_on(download_id, children))

    def are_over() -> bool:
        look()
        return all(plant.desk.look(one).state.is_final for one in ids)

    assert eventually(are_over)
    for download_id in ids:
        plant.desk.completed(download_id)
    assert any(b"ffmpeg" in line for line in seen_arguments), "the live stream is ffmpeg's"
    assert all(pids.values()), pids
    served = [pid for of_one in pids.values() for pid in of_one]
    assert len(served) == len(set(served)), "no child has served two"
    for names in (b"AWS_", b"ECS_", b"REDIS_", b"SIGNED_URL_", b"TOKENS"):
        assert not any(
            line.startswith(names) for one in seen_environments for line in one.split(b"\0")
        )
    proxy_addresses = [one for one in seen_environments if b"spool:" in one]
    for secret in SECRETS.values():
        assert not any(secret.encode() in one for one in seen_arguments | seen_environments)
    for found in proxy_addresses:
        secret_of_proxy = found.partition(b"spool:")[2].partition(b"@")[0]
        assert secret_of_proxy
        assert not any(secret_of_proxy in one for one in seen_arguments)
    assert not any(b"spool:" in one for one in seen_arguments), "nor the proxy's, to no program"
    assert is_running(plant.desk.look(live))


def test_there_are_never_more_at_once_than_allowed(plant: Plant, media_site: MediaSite) -> None:
    workers = [plant.service.start_worker(MAX_PARALLEL_DOWNLOADS="2") for _ in range(2)]
    urls = [media_site.url(f"/bytes/m{n}-{SIZE // 3}.mp4", rate=300_000) for n in range(8)]
    assert eventually(lambda: plant.desk.runs.stats().workers == len(workers))
    ids = plant.desk.submit(*urls)
    most: Counter[str] = Counter()  # at once
    seen_by: Counter[str] = Counter()  # each worker

    def are_over() -> bool:
        found = [plant.desk.look(one) for one in ids]
        running = [one.id for one in found if is_running(one)]
        at_once = Counter(plant.desk.field(one, "worker") for one in running)
        seen_by.update(at_once)
        most["both"] = max(most["both"], plant.desk.runs.stats().running)
        fetched = {one.path for one in media_site.requests.of("/bytes/") if one.answering}
        most["fetched"] = max(most["fetched"], len(fetched))
        return all(one.state.is_final for one in found)

    assert eventually(are_over)
    for download_id in ids:
        plant.desk.completed(download_id)
    assert (most["both"], most["fetched"] > 2, len(seen_by)) == (4, True, 2)


def test_owners_take_turns(plant: Plant, media_site: MediaSite) -> None:
    """One with twenty slow links does not keep another with one from its turn."""
    desk = plant.desk
    many = desk.submit(
        *(media_site.url(f"/bytes/a{n}-{SIZE}.mp4", rate=500_000) for n in range(20))
    )
    plant.service.start_worker()
    assert eventually(lambda: media_site.requests.answering("/bytes/") == 3)
    (single,) = desk.submit(media_site.url("/bytes/b-2000.mp4"), owner="ben")
    begun = desk.wait(single, lambda one: one.run > 0, owner="ben")
    runs = sorted(desk.look(one).run for one in many if desk.look(one).run)
    assert sum(run < begun.run for run in runs) <= 4, "before anna's second round"
    desk.completed(single, owner="ben")


def test_a_wake_up_that_is_lost_is_made_up_for(plant: Plant, media_site: MediaSite) -> None:
    desk = plant.desk
    plant.service.start_worker()
    desk.completed(desk.one(media_site.url("/bytes/warm-2000.mp4")))
    unheard = desk.that_wakes_nobody()
    desk.completed(unheard.one(media_site.url("/bytes/lost-2000.mp4")))
    slow = desk.one(media_site.url(f"/bytes/s-{SIZE}.mp4", rate=500_000))
    desk.wait(slow, is_flowing)
    for key in desk.scripts.client.scan_iter("{spool}:dq*"):
        desk.scripts.client.delete(key)  # all that the task engine knows
    desk.completed(unheard.one(media_site.url("/bytes/lost2-2000.mp4")))
    desk.completed(slow)
