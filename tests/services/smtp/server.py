"""An SMTP server that records what was on the wire: Debian's python3-aiosmtpd on loopback.

Each message that was accepted becomes NNNNNN.eml, the octets as they came, and NNNNNN.json with its envelope. The first
part of the recipient says what the server answers, so that a test can ask for every kind of reply.
"""

import asyncio
import json
import pathlib
import re
import signal
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

# What is said to RCPT TO, by the recipient's local part: "550-5.1.1@..." asks for that reply; "late-" asks for it after the message.
ASKED = re.compile(r"^(late-)?(\d{3})(?:-(\d\.\d{1,3}\.\d{1,3}))?(?:-.*)?$")


class Recorder:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    @staticmethod
    def asked(address, when):
        found = ASKED.match(address.rpartition("@")[0])
        if not found or (found[1] or "") != when:
            return None
        return f"{found[2]} {found[3] + ' ' if found[3] else ''}as asked for <{address}>"

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.rpartition("@")[0]
        if local == "drop-rcpt":
            server.transport.abort()
            return "421 gone"
        if local == "hang-rcpt":
            await asyncio.sleep(3600)
        reply = self.asked(address, "")
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].rpartition("@")[0]
        reply = self.asked(envelope.rcpt_tos[0], "late-")
        if reply:
            return reply
        if local == "slow":
            await asyncio.sleep(0.2)
        self.record(session, envelope)
        if local == "drop-data":
            # Accepted, and nobody hears of it.
            server.transport.abort()
        if local == "hang-data":
            await asyncio.sleep(3600)
        return "250 2.0.0 recorded"

    def record(self, session, envelope):
        self.count += 1
        name = self.folder / f"{self.count:06d}"
        name.with_suffix(".json").write_text(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "peer": session.peer[1],
            "tls": session.ssl is not None,
            "login": session.auth_data.login.decode("ascii") if session.authenticated else None,
        }))
        partial = name.with_suffix(".partial")
        partial.write_bytes(envelope.original_content)
        partial.rename(name.with_suffix(".eml"))


async def main(folder):
    messages = folder / "messages"
    messages.mkdir(parents=True, exist_ok=True)
    recorder = Recorder(messages)
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)

    def authenticated(server, session, envelope, mechanism, data):
        good = data.login == b"shop" and data.password == b"secret"
        return AuthResult(success=good, handled=False, auth_data=data)

    plain = await loop.create_server(lambda: SMTP(recorder, hostname="localhost", loop=loop), "127.0.0.1", 0)
    lines = [f"CRMKIT_SMTP=127.0.0.1:{plain.sockets[0].getsockname()[1]};{messages}"]
    certificate = folder / "certificate.pem"
    if certificate.exists():
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, folder / "key.pem")
        secured = await loop.create_server(
            lambda: SMTP(recorder, hostname="localhost", loop=loop, tls_context=tls, require_starttls=True,
                         authenticator=authenticated, auth_required=True),
            "127.0.0.1", 0)
        lines.append(f"CRMKIT_SMTP_TLS=localhost:{secured.sockets[0].getsockname()[1]};{certificate}")
    ready = folder / "ready.partial"
    ready.write_text("\n".join(lines) + "\n")
    ready.rename(folder / "ready")
    await stopped.wait()


asyncio.run(main(pathlib.Path(sys.argv[1])))
