"""Parameters that people choose, and all that a deployment fills in."""

from typing import Any

from tests.cloud.infra.physical import ACCOUNT, REGION

_SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:spool/spool"
PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqh+/=\nAQAB\n-----END PUBLIC KEY-----\n"

PLAIN: dict[str, Any] = {
    "ImageUri": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/spool-cloud@sha256:{'0a' * 32}",
    "TokenSecretArn": f"{_SECRET}/token-AbCdEf",
    "CloudFrontPrefixListId": "pl-4fa04526",
    "AvailabilityZones": ["eu-west-1a", "eu-west-1b"],
}
SIGNED = {
    **PLAIN,
    "SigningKeySecretArn": f"{_SECRET}/signing-key-AbCdEf",
    "SigningPublicKey": PUBLIC_KEY,
}

CHOICES: dict[str, dict[str, Any]] = {
    "as deployed": SIGNED,
    "presigned": PLAIN,
    "efs": {**SIGNED, "Files": "efs"},
    "one at once": {**SIGNED, "Preset": "1", "FileTtlHours": "6"},
    "five at once": {**SIGNED, "Preset": "5", "FileTtlHours": "720"},
    "replicated": {**SIGNED, "State": "replicated", "WorkerCapacity": "on-demand"},
    "heard": {**SIGNED, "AlarmEmail": "anna@example.org"},
    "watched": {**SIGNED, "AlarmEmail": "anna@example.org", "BudgetUsd": 50},
}
