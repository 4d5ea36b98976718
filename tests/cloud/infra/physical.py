"""What AWS might call the resources of a template."""

ACCOUNT = "123456789012"
REGION = "eu-west-1"

_ARN = f":{REGION}:{ACCOUNT}:"
_REFERENCES = {
    "AWS::CloudFront::PublicKey": "K2JCJMDEHXQW5F",
    "AWS::EFS::AccessPoint": "fsap-0123456789abcdef0",
    "AWS::EFS::FileSystem": "fs-0123456789abcdef0",
    "AWS::SecretsManager::Secret": f"arn:aws:secretsmanager{_ARN}secret:{{}}-AbCdEf",
}
_ARNS = {
    "AWS::EFS::AccessPoint": f"arn:aws:elasticfilesystem{_ARN}access-point/fsap-0123456789abcdef0",
    "AWS::EFS::FileSystem": f"arn:aws:elasticfilesystem{_ARN}file-system/fs-0123456789abcdef0",
    "AWS::IAM::Role": f"arn:aws:iam::{ACCOUNT}:role/{{}}",
    "AWS::Logs::LogGroup": f"arn:aws:logs{_ARN}log-group:{{}}:*",
    "AWS::S3::Bucket": "arn:aws:s3:::{}",
}
_OTHERS = {"PrimaryEndPoint.Port": "6379", "DomainName": "d111111abcdef8.cloudfront.net"}


def reference_of(kind: str, name: str) -> str:
    """What `Ref` gives."""
    return _REFERENCES.get(kind, "{}").format(f"spool-{name.lower()}")


def attribute_of(kind: str, name: str, attribute: str) -> str:
    """What `Fn::GetAtt` gives."""
    if attribute == "Arn":
        return _ARNS[kind].format(f"spool-{name.lower()}")
    return _OTHERS.get(attribute, f"{name}.{attribute}".lower())
