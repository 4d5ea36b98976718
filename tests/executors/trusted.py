"""Both ends of a connection that is kept from others."""

import ssl

import trustme


def identity(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """Of a server that the authority vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def trust(authority: trustme.CA) -> ssl.SSLContext:
    """Of a client that believes this authority alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context
