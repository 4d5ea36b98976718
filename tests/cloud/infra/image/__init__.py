"""The image for real: built without a daemon, and run as Fargate does. Apart from the suite, as
`make image-test`, since it needs root, the Debian packages buildah, runc and mmdebstrap, what they
fetch, and some minutes.

Variables for a network that is not open: IMAGE_TEST_SOURCES, a file of apt's sources (deb822) for
the Debian release of the image; IMAGE_TEST_MOUNTS, what the build's commands see besides, as
FROM:TO:ro with spaces between (certificates, pip's and apt's configuration); STORAGE_DRIVER, `vfs`
where `overlay` does not work.
"""
