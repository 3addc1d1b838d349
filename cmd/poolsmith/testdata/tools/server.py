"""Runs AWS CLI commands and Python programs, each in a fork of this process.

To start Python and to import the AWS CLI or boto3 takes ten times as long as
what they do for a test. A fork has them imported and one client prepared, and
shares nothing else: what a program does is gone with it.

Prints the port, then takes commands: the number of words in a line, and each
word with a NUL behind it. The words are the folder to run in, aws or python3,
and its arguments. Answers with the exit code and the length of the standard
output in a line, the standard output and the standard error.
"""

import contextlib
import io
import os
import runpy
import signal
import socket
import sys
import tempfile
import traceback

import boto3
from awscli.clidriver import create_clidriver

boto3.client("cognito-idp")
driver = create_clidriver()
with contextlib.redirect_stdout(io.StringIO()):
    driver.main(["cognito-idp", "create-user-pool", "--generate-cli-skeleton"])


def run(tool, arguments):
    """Returns the exit code."""
    try:
        if tool == "aws":
            return driver.main(arguments)
        sys.argv = arguments
        runpy.run_path(arguments[0], run_name="__main__")
    except SystemExit as left:
        if left.code is None or isinstance(left.code, int):
            return left.code or 0
        print(left.code, file=sys.stderr)
        return 1
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def answer(connection):
    with connection, connection.makefile("rwb") as stream:
        count = int(stream.readline())
        words = b""
        while words.count(b"\0") < count:
            words += stream.read1()
        folder, tool, *arguments = [word.decode() for word in words.split(b"\0")[:count]]
        os.chdir(folder)
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            os.dup2(output.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            code = run(tool, arguments)
            sys.stdout.flush()
            sys.stderr.flush()
            output.seek(0)
            errors.seek(0)
            text = output.read()
            stream.write(b"%d %d\n%s%s" % (code, len(text), text, errors.read()))


signal.signal(signal.SIGCHLD, signal.SIG_IGN)
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
while True:
    connection, _ = server.accept()
    with connection:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            server.close()
            answer(connection)
            os._exit(0)
