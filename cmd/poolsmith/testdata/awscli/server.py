"""Runs AWS CLI commands in one process, for the program aws beside this file.

To start the AWS CLI takes ten times as long as what it does for a test. Prints
the port, then takes commands: the number of words in a line, and each word
with a NUL behind it. Answers with the exit code in a line, and the output.
"""

import contextlib
import io
import socket

from awscli.clidriver import create_clidriver

server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
while True:
    connection, _ = server.accept()
    with connection, connection.makefile("rwb") as stream:
        count = int(stream.readline())
        words = b""
        while words.count(b"\0") < count:
            words += stream.read1()
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            try:
                code = create_clidriver().main([word.decode() for word in words.split(b"\0")[:count]])
            except SystemExit as left:
                code = left.code
        stream.write(b"%d\n%s" % (code, output.getvalue().encode()))
