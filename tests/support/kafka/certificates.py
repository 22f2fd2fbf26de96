"""A certificate authority of the test's own and a server certificate for localhost, made by openssl."""

import dataclasses
import os
import subprocess


@dataclasses.dataclass(frozen=True)
class Certificates:
    authority: str  # what a client is told to trust
    server: str  # key and chain, as Kafka's PEM key store wants them


def _openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make(folder):
    _openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
             "-days", "2", "-subj", "/CN=Rowcast test authority")
    _openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr",
             "-subj", "/CN=localhost")
    with open(os.path.join(folder, "names"), "w", encoding="ascii") as out:
        out.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    _openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
             "-out", "server.crt", "-days", "2", "-extfile", "names")
    store = os.path.join(folder, "server.pem")
    with open(store, "w", encoding="ascii") as out:
        for part in ("server.key", "server.crt", "ca.pem"):
            with open(os.path.join(folder, part), encoding="ascii") as text:
                out.write(text.read())
    return Certificates(os.path.join(folder, "ca.pem"), store)
